// 搜索页：按网址里的 q 查询本站的索引，列出结果；正在输入的像哪个单位，先列出来。从磁盘打开时读不到索引，页面保持原样。
"use strict";
(() => {
  const MOST = 30; // 一次列出的网页
  const PARTS = 3; // 一个网页里列出的段落
  const SUGGESTED = 6; // 一次列出的单位
  const AROUND = 120; // 从命中的字前后取来找整句的字数
  const LONGEST = 90; // 摘要最多的字数，再长的句子只取命中的一段
  const root = new URL("..", document.currentScript.src);
  if (!root.protocol.startsWith("http")) return;

  const [form, words, found, results, more, suggestions] = ["search", "words", "found", "results", "more", "suggestions"].map(
    (id) => document.getElementById(id),
  );
  // 结果的网址从本页的上一级算起：长辈版的搜索页列出长辈版的网页
  const engine = import(new URL("search/pagefind/pagefind.js", root)).then((pagefind) =>
    pagefind.createInstance({ noWorker: true, baseUrl: new URL("..", location).pathname, excerptLength: AROUND }),
  );
  const listed = (path) => fetch(new URL(path, root)).then((answer) => answer.json());
  const units = listed("search/units.json").then(names.read);
  // 每个网页的标题、种类、年度和所说条款的原文，按索引里的编号
  const known = listed("search/pagefind/pages.json").then((pages) => new Map(
    Object.entries(pages).map(([id, [title, kind, year, clause]]) => [id, { title: numerals.plain(title), kind, year, clause: numerals.plain(clause) }]),
  ));
  let latest = 0;

  // 几段话都有的网页才算找到；一段话里的数有几种写法，单位有几种叫法，找到一种就行
  async function wanted(query) {
    const parts = numerals.plain(query).match(/[\p{L}\p{N}\u200b]+/gu) ?? [];
    const every = await units;
    const forms = (part) => [...numerals.forms(part), ...names.meant(every, part).flatMap((unit) => unit.names.map(numerals.plain))];
    return parts.map((part) => [...new Set(forms(part))].filter(phrase)).filter((several) => several.length);
  }

  // 索引里每个汉字是一个词：一段话按字连着找
  function phrase(form) {
    const letters = /[\u3007\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]|(?:(?![\u3007\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}])[\p{L}\p{N}])+/gu;
    const every = form.match(letters);
    return every && `"${every.join(" ")}"`;
  }

  async function find(forms) {
    const answers = await Promise.all(forms.map(async (form) => (await (await engine).search(phrase(form))).results));
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

  // 标题就是它的在最前，标题里有的其次，再次是原文里有的条款和方案；同样的，新的年度在先
  async function ordered(answer, asking) {
    const pages = await known;
    const matches = (text) => asking.every((forms) => forms.some((form) => text.includes(bare(form))));
    const called = (title) => asking.some((forms) => forms.some((form) => title.startsWith(bare(form)) && /^[ (]/.test(title.slice(bare(form).length))));
    const rank = ({ id }) => {
      const { title, kind, clause } = pages.get(id);
      if (matches(title)) return called(title) ? 0 : 1;
      if (matches(clause)) return 2;
      return kind === "方案" ? 3 : 4;
    };
    const ranks = new Map(answer.map((page) => [page, rank(page)]));
    const year = ({ id }) => pages.get(id).year;
    return answer.sort((one, other) => ranks.get(one) - ranks.get(other) || year(other).localeCompare(year(one)));
  }

  const bare = (form) => form.replaceAll("\u200b", "");

  // 摘要是带 mark 的 HTML；只取文字和 mark，不把它当网页。从中取出命中的那一句
  function excerpt(html) {
    const nodes = [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
    const letters = nodes.flatMap((node) =>
      [...node.textContent.replaceAll("\u200b", "")].map((letter) => ({ letter, marked: node.nodeName === "MARK" })),
    );
    const line = document.createElement("p");
    for (const { letter, marked } of sentence(letters)) {
      const last = line.lastChild;
      if (marked && last?.nodeName === "MARK") last.textContent += letter;
      else if (marked) line.append(Object.assign(document.createElement("mark"), { textContent: letter }));
      else if (last?.nodeType === Node.TEXT_NODE) last.data += letter;
      else line.append(letter);
    }
    return line;
  }

  // 命中的字所在的一句：到句号、问号、叹号、分号，或者一段的结尾（索引在那里加上点和空格）；太长的只取命中的一段
  function sentence(letters) {
    const ends = (at) => /[。！？；]/.test(letters[at].letter) || (letters[at].letter === "." && (letters[at + 1]?.letter ?? " ") === " ");
    const first = Math.max(0, letters.findIndex(({ marked }) => marked));
    let [from, to] = [first, first];
    while (from > 0 && !ends(from - 1)) from -= 1;
    while (to < letters.length - 1 && !ends(to)) to += 1;
    if (letters[from].letter === " ") from += 1;
    if (letters[to]?.letter === ".") to -= 1;
    if (to - from > LONGEST) from = Math.max(from, first - LONGEST / 3);
    const cut = letters.slice(from, Math.min(to + 1, from + LONGEST));
    const dots = { letter: "…", marked: false };
    return [...(from > 0 && !ends(from - 1) && !(from > 1 && ends(from - 2)) ? [dots] : []), ...cut, ...(to >= from + LONGEST ? [dots] : [])];
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
    if (parts.length === 0) item.append(within(page));
    for (const part of parts) {
      const line = excerpt(part.excerpt);
      line.prepend(reference(part.url, part.title), "：");
      item.append(line);
    }
    return item;
  }

  // 不在小标题下面的：只在大标题里的，写网页的一句概括；方案写明是哪一条，并通到那里
  function within(page) {
    const line = excerpt(page.excerpt);
    const [heading] = bare(page.content).split(". ");
    const summary = page.meta.summary ?? page.meta.clause;
    if (summary && heading.includes(line.textContent)) line.textContent = bare(summary);
    const clause = page.meta.kind === "方案" && page.anchors.filter((anchor) => anchor.location <= page.locations[0]).at(-1);
    if (clause) line.prepend(reference(`${page.url}#${encodeURIComponent(clause.id)}`, clause.id), "：");
    return line;
  }

  async function show(pages, run) {
    const read = await Promise.all(pages.map((page) => page.data()));
    if (run !== latest) return false;
    results.append(...read.map(entry));
    return true;
  }

  // 正在输入的像哪个单位：列出它最近一年的网页
  async function suggest() {
    const text = words.value;
    const every = await units.catch(() => []);
    if (text !== words.value) return;
    // 几个词里，取像单位名称的最后一个
    const [near, like] = text.split(/\s+/).filter(Boolean).map((part) => [names.suggested(every, part), part])
      .reverse().find(([found]) => found.length) || [[], ""];
    suggestions.replaceChildren(...near.slice(0, SUGGESTED).map((unit) => {
      const item = document.createElement("li");
      item.append(reference(new URL(`../${unit.page}`, location).pathname, unit.name));
      const other = names.because(unit, like);
      if (other) item.append(Object.assign(document.createElement("span"), { className: "sub", textContent: other }));
      return item;
    }));
  }

  async function search() {
    const run = ++latest;
    const query = words.value.trim();
    results.replaceChildren();
    suggestions.replaceChildren();
    more.hidden = true;
    found.textContent = query ? "正在搜索…" : "";
    if (!query) return;
    try {
      const asking = await wanted(query);
      const answer = asking.length ? await ordered(common(await Promise.all(asking.map(find))), asking) : [];
      if (run !== latest || !(await show(answer.slice(0, MOST), run))) return;
      found.textContent = answer.length ? `“${query}”：找到${answer.length}个网页` : `“${query}”：没有找到，可以换个词，或从下面的清单里找`;
      more.hidden = answer.length <= MOST;
      more.onclick = async () => {
        more.hidden = true;
        if (await show(answer.slice(MOST), run)) results.children[MOST].querySelector("a").focus();
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
  words.addEventListener("input", suggest);
  addEventListener("popstate", read);
  document.getElementById("without").hidden = true;
  form.hidden = false;
  read();
})();
