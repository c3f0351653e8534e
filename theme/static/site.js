// 查找、排序、并列、下载：没有这个脚本，清单和表格照样完整
"use strict";

// 大小写、全角半角、空格和看不见的字符都不分
const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\p{Cf}]+/gu, "");

const number = (text) => {
  const found = text.replace(/[≈＋]/g, "").replace("−", "-").trim();
  return found !== "" && !Number.isNaN(Number(found)) ? Number(found) : null;
};

const byName = new Intl.Collator("zh-Hans-CN", { numeric: true });

// 数按大小，文字按拼音；“—”“待定”一类不是数的，在数的一列里总排最后
function compare(one, other, direction) {
  const [a, b] = [number(one), number(other)];
  if (a !== null && b !== null) return (a - b) * direction;
  if (a === null && b === null) return byName.compare(one, other) * direction;
  return a === null ? 1 : -1;
}

function sort(table, column, direction) {
  const [body] = table.tBodies;
  const cell = (row) => row.cells[column].textContent.trim();
  const rows = [...body.rows].sort((one, other) => compare(cell(one), cell(other), direction));
  body.append(...rows);
}

function sortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const numeric = head.classList.contains("n") && column > 0;
      const now = head.getAttribute("aria-sort");
      const down = now ? now === "ascending" : numeric;
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      sort(table, column, down ? -1 : 1);
    });
  });
  table.classList.add("sortable");
}

// 名称只写几个字也找得到：字按先后出现就行
function inOrder(name, wanted) {
  let from = 0;
  return [...wanted].every((letter) => { from = name.indexOf(letter, from) + 1; return from > 0; });
}

function findable(box) {
  const target = document.getElementById(box.dataset.target);
  const items = [...target.querySelectorAll("[data-words]")];
  const words = items.map((item) => plain(item.textContent + item.dataset.words));
  const names = items.map((item) => plain(item.querySelector("a").textContent));
  const [input, status] = [box.querySelector("input"), box.querySelector("[role=status]")];
  const all = status.textContent;
  const find = () => {
    const wanted = plain(input.value);
    items.forEach((item, index) => {
      item.hidden = !words[index].includes(wanted) && !inOrder(names[index], wanted);
    });
    const left = items.filter((item) => !item.hidden).length;
    target.querySelectorAll("section").forEach((part) => { part.hidden = !part.querySelector("[data-words]:not([hidden])"); });
    status.textContent = !wanted ? all : left ? box.dataset.found.replace("{n}", left) : box.dataset.none;
  };
  input.addEventListener("input", find);
  input.addEventListener("keydown", (event) => {
    const first = target.querySelector("[data-words]:not([hidden]) a");
    if (event.key === "Enter" && input.value && first) first.click();
  });
  box.hidden = false;
  if (input.value) find();
}

const textOf = (cell) => cell.textContent.replace(/[↕↑↓]/g, "").replace(/\s+/g, " ").trim();

// 勾选的两三个单位并列：每个单位一列，每项分数一行
function comparable(box) {
  const table = document.getElementById(box.dataset.target);
  const rows = [...table.tBodies[0].rows];
  const name = (row) => row.querySelector("a");
  const ticks = rows.map((row) => {
    const tick = document.createElement("input");
    tick.type = "checkbox";
    tick.setAttribute("aria-label", `${box.dataset.label}${name(row).textContent}`);
    name(row).before(tick);
    return tick;
  });
  const cell = (kind, scope, content) => {
    const element = document.createElement(kind);
    if (scope) element.scope = scope;
    element.append(content);
    return element;
  };
  const show = () => {
    const chosen = rows.filter((_, index) => ticks[index].checked);
    ticks.forEach((tick) => { tick.disabled = chosen.length === 3 && !tick.checked; });
    if (chosen.length < 2) return box.replaceChildren(box.dataset.hint);
    const comparison = document.createElement("table");
    comparison.createCaption().textContent = box.dataset.caption;
    const head = comparison.createTHead().insertRow();
    head.append(document.createElement("td"), ...chosen.map((row) => cell("th", "col", name(row).cloneNode(true))));
    const body = comparison.createTBody();
    [...table.tHead.rows[0].cells].forEach((title, column) => {
      if (chosen[0].cells[column].contains(name(chosen[0]))) return;
      body.insertRow().append(cell("th", "row", textOf(title)), ...chosen.map((row) => cell("td", "", textOf(row.cells[column]))));
    });
    box.replaceChildren(comparison);
  };
  ticks.forEach((tick) => tick.addEventListener("change", show));
  box.hidden = false;
  show();
}

function save(content, name) {
  const a = document.createElement("a");
  a.href = URL.createObjectURL(content);
  a.download = name;
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 0);
}

// 表中现在看得见的各行，按现在的次序；以等号一类开头的文字，电子表格会当作公式
function savable(box) {
  const table = document.getElementById(box.dataset.target);
  const field = (cell) => {
    const text = textOf(cell).replace("−", "-");
    const safe = /^[=+@-]/.test(text) && number(text) === null ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  };
  box.querySelector("button").addEventListener("click", () => {
    const rows = [table.tHead.rows[0], ...[...table.tBodies[0].rows].filter((row) => !row.hidden)];
    const lines = rows.map((row) => `${[...row.cells].map(field).join(",")}\r\n`);
    save(new Blob(["\ufeff", ...lines], { type: "text/csv;charset=utf-8" }), box.dataset.file);
  });
  box.hidden = false;
}

// 图上的点：一次跳格到图，再用方向键逐个看
function walkable(plot) {
  const dots = [...plot.querySelectorAll("g")];
  dots.slice(1).forEach((dot) => { dot.tabIndex = -1; });
  plot.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const at = dots.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    const next = dots[(at + step + dots.length) % dots.length];
    dots[at].tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}

document.querySelectorAll("table[data-sort]").forEach(sortable);
document.querySelectorAll(".find[data-target]").forEach(findable);
document.querySelectorAll(".compared").forEach(comparable);
document.querySelectorAll(".save").forEach(savable);
document.querySelectorAll(".named svg").forEach(walkable);
