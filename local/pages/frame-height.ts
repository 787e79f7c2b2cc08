/**
 * Height of what the page shows. The body's own height is no measure: a stylesheet that makes it fill the window would
 * keep the frame as tall as it once was.
 */
function contentHeight(): number {
  const style = getComputedStyle(document.body);
  const bottoms = [...document.body.children].map(child => {
    const { bottom, height } = child.getBoundingClientRect();
    return height === 0 ? 0 : bottom + window.scrollY + Number.parseFloat(getComputedStyle(child).marginBottom || '0');
  });
  return Math.ceil(
    Math.max(0, ...bottoms) + Number.parseFloat(style.paddingBottom) + Number.parseFloat(style.marginBottom),
  );
}

/** Reports the height of the content now and whenever it changes. */
export function reportHeight(report: (height: number) => void): void {
  let reported = -1;
  const measure = (): void => {
    const height = contentHeight();
    if (height === reported) return;
    reported = height;
    report(height);
  };
  const watch = (): void => {
    const sizes = new ResizeObserver(measure);
    const observeChildren = (): void => {
      sizes.disconnect();
      for (const child of document.body.children) sizes.observe(child);
      measure();
    };
    new MutationObserver(observeChildren).observe(document.body, { childList: true });
    observeChildren();
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', watch);
  else watch();
}
