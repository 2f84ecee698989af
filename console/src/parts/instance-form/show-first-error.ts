/** Brings the first field that is wrong into view, and the keyboard to it, once it is marked. */
export function showFirstError(): void {
  setTimeout(() => {
    const field = document.querySelector<HTMLElement>('form [aria-invalid="true"]');
    const target = field ?? document.querySelector<HTMLElement>('form [role="alert"]');
    target?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  }, 50);
}
