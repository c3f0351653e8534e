// 查询里的字母和数：全角当半角，带圈的、罗马的、汉字的数都当同一个数。网页的文字在做索引时照样折合（folded_words.py）
"use strict";
const numerals = (() => {
  const DIGITS = "〇一二三四五六七八九";
  const PLACES = ["", "十", "百", "千"];
  const FORMAL = { 零: "〇", 两: "二", 壹: "一", 贰: "二", 叁: "三", 肆: "四", 伍: "五", 陆: "六", 柒: "七", 捌: "八", 玖: "九", 拾: "十", 佰: "百", 仟: "千" };
  const ROMAN = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
  const HAN = "〇零一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟";
  const NUMBER = new RegExp(`[0-9]+|[${HAN}]+`, "gu");
  const BREAK = "\u200b";
  const MOST = 96; // 一段话最多试几种写法

  // 每个字折合成普通的样子；带圈的、罗马的数自成一个词
  function plain(text) {
    const seen = text.replace(/\p{Cf}/gu, "").replace(/(?<=[〇零一二三四五六七八九])[○◯]|[○◯](?=[〇零一二三四五六七八九])/gu, "〇");
    return [...seen].map((one) => {
      const same = one.normalize("NFKC");
      return same !== one && /[\p{No}\p{Nl}]/u.test(one) ? BREAK + same + BREAK : same;
    }).join("").toLowerCase();
  }

  function valueOf(figures) {
    if (/^[0-9]+$/.test(figures)) return Number(figures);
    const han = [...figures].map((one) => FORMAL[one] ?? one);
    if (han.every((one) => DIGITS.includes(one))) return Number(han.map((one) => DIGITS.indexOf(one)).join(""));
    let [sum, digit] = [0, null];
    for (const one of han) {
      const place = PLACES.indexOf(one);
      if (place > 0) [sum, digit] = [sum + (digit || 1) * 10 ** place, null];
      else digit = DIGITS.indexOf(one);
    }
    return sum + (digit ?? 0);
  }

  // 12 读作十二，105 读作一百零五
  function reading(value) {
    const digits = [...String(value)].map(Number);
    const words = digits.map((digit, at) => (digit ? DIGITS[digit] + PLACES[digits.length - 1 - at] : "零"));
    return words.join("").replace(/零+/g, "零").replace(/(.)零$/, "$1").replace(/^一十/, "十");
  }

  // 一个数的各种写法，第一个是原来的
  function formsOf(figures) {
    const value = valueOf(figures);
    if (!Number.isSafeInteger(value)) return [figures];
    const han = [...String(value)].map((digit) => DIGITS[digit]).join("");
    const read = value < 10000 ? [reading(value)] : [];
    return [...new Set([figures, String(value), ...read, han, han.replaceAll("〇", "零"), ...(ROMAN[value] ? [ROMAN[value]] : [])])];
  }

  // 一段话的各种写法：其中的数各取一种，原来的写法在先
  function forms(phrase) {
    const roman = new RegExp(`${BREAK}(${ROMAN.slice(1).join("|")})${BREAK}`, "gu");
    const text = phrase.replace(roman, (_, letters) => BREAK + ROMAN.indexOf(letters) + BREAK);
    const between = text.split(NUMBER);
    const found = (text.match(NUMBER) ?? []).map(formsOf);
    return found.reduce(
      (begun, several, at) => several.flatMap((form) => begun.map((text) => text + form + between[at + 1])).slice(0, MOST),
      [between[0]],
    );
  }

  return { plain, forms };
})();
