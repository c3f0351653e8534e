// What has the focus, whether it can be seen, and what should get it: for tests/browser/test_keyboard.py
(() => {
  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const [red, green, blue] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  // An outline stands outside of its element, on the ground of whatever is around it
  const ground = (element) => {
    for (let around = element.parentElement; around; around = around.parentElement) {
      const colour = rgba(getComputedStyle(around).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const name = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 100);
  const scrolls = (element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const [wide, high] = [element.scrollWidth > element.clientWidth, element.scrollHeight > element.clientHeight];
    return (wide && /auto|scroll/.test(overflowX)) || (high && /auto|scroll/.test(overflowY));
  };
  const reachable = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';

  // Links and controls that can be seen, whatever their tabindex, and what scrolls without holding one
  window.focusable = () => [...document.body.querySelectorAll('*')]
    .filter((element) => element.matches(reachable) || (scrolls(element) && !element.querySelector(reachable)))
    .filter((element) => !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true }));

  // One of each look: the controls of a page that differ in their kind, their class or where they stand
  window.looks = () => [...new Map(focusable().map((element) => [
    `${element.tagName} ${element.className} ${element.closest('[class]:not(a, summary)')?.className} ${element.hasAttribute('aria-current')}`,
    element,
  ])).values()];

  // Everything wrong with how the focused element is shown
  const faults = (element) => {
    const style = getComputedStyle(element), faults = [];
    const width = parseFloat(style.outlineWidth), ratio = contrast(rgba(style.outlineColor), ground(element));
    if (style.outlineStyle === 'none' || width < 2) faults.push(`outline ${style.outlineStyle} ${width}`);
    if (ratio < 3) faults.push(`contrast ${ratio.toFixed(2)}`);
    const boxes = [...element.getClientRects()].filter((box) => box.width && box.height);
    const inside = boxes.filter((box) => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
    if (!inside.length) faults.push('not in the window');
    const [x, y] = inside.length ? [inside[0].left + inside[0].width / 2, inside[0].top + Math.min(inside[0].height / 2, 20)] : [0, 0];
    const top = document.elementFromPoint(Math.min(x, innerWidth - 1), Math.min(Math.max(y, 0), innerHeight - 1));
    if (inside.length && !(top && (element.contains(top) || top.contains(element)))) faults.push(`behind ${top && name(top)}`);
    return faults.map((fault) => `${name(element)}: ${fault}`);
  };

  window.order = [];
  window.wrong = [];
  document.addEventListener('keyup', (event) => {
    const element = document.activeElement;
    if (event.key !== 'Tab' || element === document.body) return;
    window.order.push(element);
    window.wrong.push(...faults(element));
  });
  window.outOfOrder = (wanted) => {
    const at = wanted.findIndex((element, index) => element !== window.order[index]);
    return at < 0 ? null : [at, name(wanted[at]), window.order[at] ? name(window.order[at]) : null];
  };
})();
