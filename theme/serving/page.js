// 在本机预览时加在每一页上：正在重新生成就说一声，这一页有了新的就重新打开。
(function () {
  "use strict";

  var STATE = "/~serving/state?page=" + encodeURIComponent(decodeURIComponent(location.pathname));
  var PAUSE = 300;
  var version = document.currentScript.dataset.version;
  var isPaused = false;
  var line = document.createElement("p");
  line.setAttribute("role", "status");
  line.style.cssText =
    "position:fixed;inset:auto 0 0 0;margin:0;padding:.5rem 1rem;background:#222;color:#fff;font-size:1rem;z-index:9";

  function say(text) {
    if (line.textContent !== text) {
      line.textContent = text;
    }
    line.hidden = text === "";
  }

  function ask() {
    // 没有显示的标签页不问，免得占着最近打开的几页。
    isPaused = document.hidden;
    if (isPaused) {
      return;
    }
    fetch(STATE)
      .then(function (answer) {
        return answer.json();
      })
      .then(function (state) {
        if (state.version !== version) {
          location.reload();
          return;
        }
        say(state.say);
        setTimeout(ask, PAUSE);
      })
      .catch(function () {
        say("");
        setTimeout(ask, 5 * PAUSE);
      });
  }

  document.addEventListener("visibilitychange", function () {
    if (isPaused) {
      ask();
    }
  });
  line.hidden = true;
  document.body.appendChild(line);
  ask();
})();
