// 查找和排序：没有这个脚本，清单和表格照样完整
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
  const [input, told] = [box.querySelector("input"), box.querySelector("[role=status]")];
  const all = told.textContent;
  const find = () => {
    const wanted = plain(input.value);
    items.forEach((item, index) => {
      item.hidden = !words[index].includes(wanted) && !inOrder(names[index], wanted);
    });
    const left = items.filter((item) => !item.hidden).length;
    target.querySelectorAll("section").forEach((part) => { part.hidden = !part.querySelector("[data-words]:not([hidden])"); });
    told.textContent = !wanted ? all : left ? box.dataset.found.replace("{n}", left) : box.dataset.none;
  };
  input.addEventListener("input", find);
  input.addEventListener("keydown", (event) => {
    const first = target.querySelector("[data-words]:not([hidden]) a");
    if (event.key === "Enter" && input.value && first) first.click();
  });
  box.hidden = false;
  if (input.value) find();
}

document.querySelectorAll("table[data-sort]").forEach(sortable);
document.querySelectorAll(".find[data-target]").forEach(findable);
