/** A window for the consent page of a provider. */
export interface ConsentWindow {
  /** False for anything but a web address. */
  show(url: string): boolean;
  isClosed(): boolean;
  close(): void;
}

/**
 * Opens it, empty. To be called in the click itself: browsers block what comes later. Undefined: it was blocked. The page
 * that it will show gets no hold of ours.
 */
export function openConsentWindow(): ConsentWindow | undefined {
  const opened = window.open('about:blank', '_blank', 'popup,width=620,height=780');
  if (!opened) return undefined;
  opened.opener = null;
  opened.document.title = 'Connecting …';
  return {
    show: (url) => {
      if (!isWebAddress(url)) return false;
      opened.location.replace(url);
      return true;
    },
    isClosed: () => opened.closed,
    close: () => opened.close(),
  };
}

export const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url);
