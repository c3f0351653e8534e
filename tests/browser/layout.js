// Text that cannot be read where it stands: for tests/browser/test_reflow.py
(() => {
  const name = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 100);
  const ancestors = function* (element) { for (; element; element = element.parentElement) yield element; };
  // Heads for those who listen: one pixel, or far outside
  const hidden = (element) => [...ancestors(element)].some((each) => {
    const style = getComputedStyle(each);
    return style.clipPath !== 'none' || (style.position === 'absolute' && parseFloat(style.left) < -100) || style.visibility === 'hidden';
  });
  // A table that is read by scrolling within it, by keyboard too (WCAG 1.4.10 leaves tables out)
  const scrolled = (element) => element.closest('[tabindex="0"]') && getComputedStyle(element.closest('[tabindex="0"]')).overflowX === 'auto';
  const pieces = function* () {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
    while (walk.nextNode()) {
      const element = walk.currentNode.parentElement;
      if (!walk.currentNode.textContent.trim() || !element.checkVisibility() || hidden(element) || scrolled(element)) continue;
      range.selectNodeContents(walk.currentNode);
      for (const box of range.getClientRects()) if (box.width && box.height) yield [element, box];
    }
  };
  window.unreadable = () => {
    const faults = new Set(), above = [];
    // From top to bottom; the middle of each line, as the boxes of letters are taller than lines
    const lines = [...pieces()].map(([element, box]) => ({
      element, box, top: box.top + box.height / 4, bottom: box.bottom - box.height / 4,
    })).sort((one, other) => one.top - other.top);
    for (const { element, box, top, bottom } of lines) {
      if (box.left < -1 || box.right > innerWidth + 1) faults.add(`beside the window: ${name(element)}`);
      for (const around of ancestors(element)) {
        if (getComputedStyle(around).overflow === 'visible') continue;
        const frame = around.getBoundingClientRect();
        if (box.right > frame.right + 1 || box.bottom > frame.bottom + 1) faults.add(`cut off: ${name(element)}`);
      }
      for (let index = above.length - 1; index >= 0; index -= 1) {
        const other = above[index];
        if (other.bottom <= top) { above.splice(index, 1); continue; }
        const across = Math.min(other.box.right, box.right) - Math.max(other.box.left, box.left);
        if (across > 2 && Math.min(other.bottom, bottom) - top > 2) faults.add(`over ${name(other.element)}: ${name(element)}`);
      }
      above.push({ element, box, top, bottom });
    }
    return [...faults];
  };
})();
