// 单位的各种叫法：名称、俗称、牌子、别的年度的名称、拼音首字母（search/units.json），与查询的一个词相比
"use strict";
const names = (() => {
  const LEVEL = /^[\u53bf\u5e02\u533a](?=..)/u;
  const LETTERS = /^[a-z0-9]+$/;
  const word = (text) => numerals.plain(text).replace(/[^\p{L}\p{N}]+/gu, "");

  // 读来的清单，每种叫法写得与查询的词一样
  function read(listed) {
    return listed.map((unit) => ({ ...unit, forms: [...unit.names, ...unit.called].map(word), name: unit.names[0] }));
  }

  // 一个单位与一个词有多相近：0 就是它，1 以这个词开头，2 含有这个词，3 不是
  function fit(unit, query) {
    if (query.length < 2) return 3;
    if (LETTERS.test(query)) return nearest(unit.initials, query);
    const forms = [query, query.replace(LEVEL, "")];
    return Math.min(...unit.forms.map((form) => {
      const own = form.replace(LEVEL, "");
      // 前面多写了地名的也是它
      const before = query.endsWith(own) && query.slice(0, -own.length);
      if (forms.includes(own) || (before && (own.length > 2 || /[\u53bf\u5e02\u533a]$/u.test(before)))) return 0;
      return Math.min(...forms.map((one) => nearest([own], one)));
    }));
  }

  function nearest(forms, query) {
    if (forms.includes(query)) return 0;
    if (forms.some((form) => form.startsWith(query))) return 1;
    return forms.some((form) => form.includes(query)) ? 2 : 3;
  }

  // 一个词说的是哪些单位：有就是它的只要这些；首字母至少写三个
  function meant(units, text) {
    const query = word(text);
    const fits = units.map((unit) => fit(unit, query));
    const most = fits.includes(0) ? 0 : LETTERS.test(query) && query.length < 3 ? -1 : 1;
    return units.filter((_, index) => fits[index] <= most);
  }

  // 正在输入的可能是哪些单位，最相近的在前
  function suggested(units, text) {
    const query = word(text);
    const fits = units.map((unit) => [fit(unit, query), unit]).filter(([near]) => near < 3);
    return fits.sort(([one], [other]) => one - other).map(([, unit]) => unit);
  }

  // 一个单位为什么被找到：它的哪种叫法像这个词；就是名称的不用说
  function because(unit, text) {
    const query = word(text);
    const forms = [query, query.replace(LEVEL, "")];
    const says = (name) => forms.some((form) => word(name).includes(form));
    return LETTERS.test(query) || says(unit.name) ? "" : (unit.called.find(says) ?? "");
  }

  return { read, meant, suggested, because };
})();
