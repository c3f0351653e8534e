"use strict";
// 填报页面的脚本：边填边看影响，没有保存的内容留在这台电脑上。没有脚本时照样能填能存；算分只在服务器上

const key = (path) => `填报:${path}`;
const SENT = "填报:送出";

// 一页有几张表单的，各记各的
const keyOf = (form) => key(location.pathname + (form.dataset.keep ? `#${form.dataset.keep}` : ""));

// 只记填的内容：口令一类、是否知道有错、选的文件都不记
const OWN = new Set(["-token", "-opened", "-seen", "-more", "-sure", "-name", "-email"]);

function answers(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !OWN.has(name));
}

function keep(form, opened) {
  const now = JSON.stringify(answers(form));
  if (now === opened) localStorage.removeItem(keyOf(form));
  else localStorage.setItem(keyOf(form), now);
}

function restore(form, kept) {
  const left = new Map();
  kept.forEach(([name, value]) => left.set(name, [...(left.get(name) ?? []), value]));
  [...form.elements].forEach((control) => {
    if (!control.name || ["hidden", "file", "submit"].includes(control.type) || !left.has(control.name)) return;
    if (control.type === "checkbox" || control.type === "radio") control.checked = left.get(control.name).includes(control.value);
    else control.value = left.get(control.name)[0];
  });
}

function offerDraft(form, opened) {
  const held = localStorage.getItem(keyOf(form));
  const box = form.querySelector("[data-draft]");
  if (!held || held === opened) return;
  box.hidden = false;
  box.querySelector("[data-restore]").addEventListener("click", () => {
    restore(form, JSON.parse(held));
    box.hidden = true;
    form.dispatchEvent(new Event("input"));
  });
  box.querySelector("[data-forget]").addEventListener("click", () => {
    localStorage.removeItem(keyOf(form));
    box.hidden = true;
  });
}

function showFaults(form, faults) {
  form.querySelectorAll("[data-fault]").forEach((list) => {
    const messages = faults[list.dataset.fault] ?? [];
    if (messages.length) (list.dataset.fault ? list.closest("details") : form.querySelector("details"))?.setAttribute("open", "");
    list.replaceChildren(...messages.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    const control = form.elements[list.dataset.fault];
    if (control instanceof Element) control.toggleAttribute("aria-invalid", messages.length > 0);
  });
}

// 页面由服务器写好，这里只放到位置上；读成没有脚本的文档，里面的字不会变成程序
function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html").body.childNodes;
}

// 打开时各栏的内容：脚本还没有读完就填了的不算
function openedAnswers(form) {
  const untouched = form.cloneNode(true);
  untouched.reset();
  return JSON.stringify(answers(untouched));
}

async function effectOf(form) {
  const body = new URLSearchParams(new FormData(form));
  body.set("-do", "effect");
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

function live(form) {
  const place = document.querySelector("[data-effect]");
  const failed = document.querySelector("[data-effect-failed]");
  const opened = openedAnswers(form);
  let [timer, latest] = [0, 0];
  const look = async () => {
    const mine = ++latest;
    place.toggleAttribute("data-waiting", true);
    const answer = await effectOf(form).catch(() => null);
    if (mine !== latest) return;
    place.removeAttribute("data-waiting");
    failed.hidden = answer !== null;
    if (!answer) return;
    place.replaceChildren(...parsed(answer.effect));
    showFaults(form, answer.faults);
  };
  const changed = () => {
    keep(form, opened);
    clearTimeout(timer);
    timer = setTimeout(look, 250);
  };
  form.addEventListener("input", changed);
  failed.querySelector("button").addEventListener("click", look);
  offerDraft(form, opened);
  if (JSON.stringify(answers(form)) !== opened) changed();
}

// 不随填随算的表单：没有办成以前，填的留在这台电脑上
function keeps(form) {
  const opened = openedAnswers(form);
  form.addEventListener("input", () => keep(form, opened));
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value === "drop") localStorage.removeItem(keyOf(form));
    else sessionStorage.setItem(SENT, JSON.stringify([keyOf(form), key(form.dataset.after ?? "")]));
  });
  offerDraft(form, opened);
}

// 送出以后看到的是“办成了”，那张表单填的就不用再留
function forgetSent() {
  const sent = JSON.parse(sessionStorage.getItem(SENT) ?? "[]");
  sessionStorage.removeItem(SENT);
  if (document.querySelector(".done")) sent.forEach((held) => localStorage.removeItem(held));
}

// 等签名的一页隔一会儿看一次，签好就换成新的
function wait() {
  setInterval(async () => {
    const answer = await fetch(location.pathname).catch(() => null);
    if (answer?.ok && !(await answer.text()).includes("data-await")) location.replace(location.pathname);
  }, 5000);
}

if (document.querySelector("[data-await]")) wait();
forgetSent();
document.querySelectorAll("form[data-live]").forEach(live);
document.querySelectorAll("form[data-keep]").forEach(keeps);
document.querySelectorAll("[data-done]").forEach((notice) => localStorage.removeItem(key(notice.dataset.done)));
