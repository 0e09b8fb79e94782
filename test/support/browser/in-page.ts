/** Run inside a page, as text: the tests are typed for Node, which has no document. */

/** Resolves to whether the page is drawn: a heading, and nothing that is still fetched. */
export const IS_DRAWN = `
  document.querySelector('h1') !== null &&
  document.querySelector('.loading, main [aria-busy="true"]') === null`;

/**
 * What makes the page scroll sideways, and what scrolls sideways by itself without being reached by the keyboard or named; an
 * empty list where nothing does.
 */
export const SIDEWAYS = `(() => {
  const found = [];
  const root = document.scrollingElement;
  const nameOf = element =>
    element.tagName.toLowerCase() + (element.className && element.className.baseVal === undefined ? '.' + String(element.className).replaceAll(' ', '.') : '');
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll('body *')].filter(element => {
      const { left, right } = element.getBoundingClientRect();
      return right > root.clientWidth + 0.5 && left >= 0 && element.closest('svg, thead') === null;
    });
    found.push('the page is ' + root.scrollWidth + ' wide of ' + root.clientWidth + ': ' + wide.slice(-4).map(nameOf).join(', '));
  }
  for (const element of document.querySelectorAll('body *')) {
    const scrolls = ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1;
    if (!scrolls || element.clientWidth === 0 || element.tagName === 'INPUT' || element.tagName === 'TEXTAREA') continue;
    const isReached = element.tabIndex >= 0 || element.querySelector('a[href], button, input, select, textarea') !== null;
    const isNamed = element.hasAttribute('aria-label') || element.hasAttribute('aria-labelledby');
    if (!isReached || !isNamed) found.push('a scroller that is ' + (isReached ? 'not named' : 'not reached') + ': ' + nameOf(element));
  }
  return found;
})()`;

/**
 * Every text that somebody sees or hears of the page: its title, its text nodes, and the attributes that are read out or shown. The calendar of
 * a date field has words of its own in the language that it is told. */
export const TEXTS = `(() => {
  const NOT_OURS = 'code, pre, [lang]:not(html), [class*="fi-date-picker"], [class*="fi-date-input_picker"]';
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(parent.tagName) || parent.closest(NOT_OURS)) continue;
    if (parent.checkVisibility() || parent.closest('svg')) texts.push(node.textContent);
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt], [data-label]')) {
    if (element.closest(NOT_OURS)) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'data-label'])
      if (element.hasAttribute(name)) texts.push(element.getAttribute(name));
  }
  return texts.map(text => text.trim()).filter(text => text !== '');
})()`;
