"use strict";
// 选文件：可以拖进来；传得久的显示进度。没有脚本时照样能选、能传

function drops(form) {
  const input = form.querySelector("input[type=file]");
  const zone = form.querySelector("[data-drop]");
  ["dragenter", "dragover"].forEach((name) => zone.addEventListener(name, (event) => {
    event.preventDefault();
    zone.toggleAttribute("data-over", true);
  }));
  ["dragleave", "drop"].forEach((name) => zone.addEventListener(name, (event) => {
    event.preventDefault();
    zone.removeAttribute("data-over");
  }));
  zone.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}

// 办成的转到下一页；没有办成的，把说明放在本页上，填过的都还在
function answered(form, request) {
  if (request.status === 200) {
    location.assign(request.responseURL);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const message = page.querySelector(".caution")?.textContent ?? "没有传成，请再试一次";
  fail(form, message);
}

function fail(form, message) {
  const box = form.querySelector("[data-failed]");
  box.textContent = message;
  box.hidden = false;
  form.querySelector("progress").hidden = true;
  form.querySelectorAll("button").forEach((button) => { button.disabled = false; });
}

function sends(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    const request = new XMLHttpRequest();
    const bar = form.querySelector("progress");
    bar.hidden = false;
    bar.removeAttribute("value");
    form.querySelector("[data-failed]").hidden = true;
    form.querySelectorAll("button").forEach((button) => { button.disabled = true; });
    request.upload.addEventListener("progress", (progress) => {
      if (progress.lengthComputable && progress.loaded < progress.total) bar.value = progress.loaded / progress.total;
      else bar.removeAttribute("value");
    });
    request.addEventListener("load", () => answered(form, request));
    request.addEventListener("error", () => fail(form, "没有传成：文件太大，或者连接断了"));
    request.open("POST", form.action);
    request.send(body);
  });
}

document.querySelectorAll("form[data-upload]").forEach((form) => {
  drops(form);
  sends(form);
});
