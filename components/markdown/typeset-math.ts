import katex from 'katex';
import 'katex/dist/katex.min.css';

/** A formula longer than this is not one; typesetting it would be felt. */
const MAX_CHARS = 4_000;
/** Macros in an answer may not grow without end, nor boxes without measure. */
const limits = { maxExpand: 200, maxSize: 20 };

/** Typesets a formula into an element. False when it cannot be read. */
export function typesetMath(element: HTMLElement, tex: string, display: boolean): boolean {
  if (tex.length > MAX_CHARS) return false;
  try {
    katex.render(tex, element, {
      displayMode: display,
      trust: false,
      throwOnError: true,
      strict: 'ignore',
      ...limits,
    });
    return true;
  } catch {
    element.replaceChildren();
    return false;
  }
}
