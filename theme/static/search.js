// 搜索页：按网址里的 q 查询本站的索引，列出结果。从磁盘打开时读不到索引，页面保持原样。
"use strict";
(() => {
  const MOST = 30; // 一次列出的网页
  const PARTS = 3; // 一个网页里列出的段落
  const root = new URL("..", document.currentScript.src);
  if (!root.protocol.startsWith("http")) return;

  const [form, words, found, results, more] = ["search", "words", "found", "results", "more"].map((id) =>
    document.getElementById(id),
  );
  // 结果的网址从本页的上一级算起：长辈版的搜索页列出长辈版的网页
  const engine = import(new URL("search/pagefind/pagefind.js", root)).then((pagefind) =>
    pagefind.createInstance({ noWorker: true, baseUrl: new URL("..", location).pathname, excerptLength: 48 }),
  );
  let asked = 0;

  // 索引里每个汉字是一个词：一段话按字连着找，几段话都有的网页才算找到；一段话里的数有几种写法，找到一种就行
  function phrases(query) {
    const letters = /[\u3007\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]|[^\u200b\u3007\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;
    const parts = numerals.plain(query).match(/[\p{L}\p{N}\u200b]+/gu) ?? [];
    return parts.map((part) => numerals.forms(part).map((form) => form.match(letters)).filter(Boolean))
      .filter((forms) => forms.length)
      .map((forms) => forms.map((words) => `"${words.join(" ")}"`));
  }

  async function find(forms) {
    const answers = await Promise.all(forms.map(async (phrase) => (await (await engine).search(phrase)).results));
    const pages = new Map();
    for (const page of answers.flat()) if (!pages.has(page.id)) pages.set(page.id, page);
    return [...pages.values()];
  }

  function common(answers) {
    const [first, ...others] = answers.map((pages) => new Map(pages.map((page) => [page.id, page])));
    const score = (id) => others.reduce((sum, pages) => sum + pages.get(id).score, first.get(id).score);
    const ids = [...first.keys()].filter((id) => others.every((pages) => pages.has(id)));
    return ids.sort((one, other) => score(other) - score(one)).map((id) => first.get(id));
  }

  // 摘要是带 mark 的 HTML；只取文字和 mark，不把它当网页
  function excerpt(html) {
    const told = document.createElement("p");
    for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
      const text = node.textContent.replaceAll("\u200b", "");
      if (node.nodeName === "MARK") {
        const mark = document.createElement("mark");
        mark.textContent = text;
        told.append(mark);
      } else {
        told.append(text);
      }
    }
    return told;
  }

  function reference(address, text) {
    const a = document.createElement("a");
    a.href = address;
    a.textContent = text.replaceAll("\u200b", "");
    return a;
  }

  function entry(page) {
    const item = document.createElement("li");
    const head = document.createElement("h2");
    head.append(reference(page.url, page.meta.title));
    const of = document.createElement("span");
    of.className = "sub";
    of.textContent = page.meta.kind;
    head.append(of);
    item.append(head);
    const parts = page.sub_results.filter((part) => part.anchor).slice(0, PARTS);
    if (parts.length === 0) item.append(excerpt(page.excerpt));
    for (const part of parts) {
      const told = excerpt(part.excerpt);
      told.prepend(reference(part.url, part.title), "：");
      item.append(told);
    }
    return item;
  }

  // 标题里有这些词的排在前面，新的年度在先，例如查单位名称时先列这个单位
  async function show(pages, query, run) {
    const named = (page) => numerals.plain(query).split(/\s+/).every((word) => numerals.plain(page.meta.title).includes(word));
    const read = await Promise.all(pages.map((page) => page.data()));
    if (run !== asked) return false;
    const first = read.filter(named).sort((one, other) => other.meta.year.localeCompare(one.meta.year));
    results.append(...[...first, ...read.filter((page) => !named(page))].map(entry));
    return true;
  }

  async function search() {
    const run = ++asked;
    const query = words.value.trim();
    const asking = phrases(query);
    results.replaceChildren();
    more.hidden = true;
    found.textContent = asking.length ? "正在搜索…" : "";
    if (!asking.length) return;
    try {
      const answer = common(await Promise.all(asking.map(find)));
      if (run !== asked || !(await show(answer.slice(0, MOST), query, run))) return;
      found.textContent = answer.length ? `“${query}”：找到${answer.length}个网页` : `“${query}”：没有找到，可以换个词，或从下面的清单里找`;
      more.hidden = answer.length <= MOST;
      more.onclick = async () => {
        more.hidden = true;
        if (await show(answer.slice(MOST), query, run)) results.children[MOST].querySelector("a").focus();
      };
    } catch (fault) {
      found.textContent = "索引没有读到，请稍后再试，或从下面的清单里找";
      console.error(fault);
    }
  }

  function read() {
    words.value = new URLSearchParams(location.search).get("q") ?? "";
    return search();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.pushState(null, "", `?${new URLSearchParams({ q: words.value.trim() })}`);
    search();
  });
  addEventListener("popstate", read);
  document.getElementById("without").hidden = true;
  form.hidden = false;
  read();
})();
