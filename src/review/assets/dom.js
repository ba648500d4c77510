/**
 * The first element that a selector finds.
 * @param {string} selector
 * @param {ParentNode | null} [within] nothing is found in nothing
 * @returns {HTMLElement | null}
 */
export const $ = (selector, within = document) => within?.querySelector(selector) ?? null;

/**
 * All that it finds.
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement[]}
 */
export const $$ = (selector, within = document) =>
  [...within.querySelectorAll(selector)].map((one) => /** @type {HTMLElement} */ (one));
