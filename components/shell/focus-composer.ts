/** Puts the caret at the end of the message field of the page, if it has one. */
export function focusComposer(): void {
  const field = document.querySelector<HTMLTextAreaElement>('textarea[data-composer]');
  field?.focus();
  // After the draft that may be arriving with the same press.
  requestAnimationFrame(() => field?.setSelectionRange(field.value.length, field.value.length));
}
