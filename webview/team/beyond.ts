/** How far behind the end of the scale the pointer must be, in pixels. */
const margin = 6;
/** How often a held pointer goes one step on, in milliseconds. */
const pace = 80;

/**
 * Calls back again and again while the pointer, which took the handle, is held beyond an end of the scale: 1 towards
 * later, -1 towards earlier. Says whether that is so.
 */
export function whileBeyond(handle: HTMLElement, onStep: (direction: 1 | -1) => void): () => boolean {
  let taken = false;
  let side = 0;
  let timer: number | undefined;
  const release = () => {
    window.clearInterval(timer);
    timer = undefined;
  };
  const end = () => {
    taken = false;
    release();
  };
  handle.addEventListener('pointerdown', () => {
    taken = true;
  });
  window.addEventListener('pointermove', ({ clientX, buttons }) => {
    if (!taken) return;
    if ((buttons & 1) === 0) return end();
    const { left, right } = handle.getBoundingClientRect();
    side = clientX > right + margin ? 1 : clientX < left - margin ? -1 : 0;
    if (side === 0) return release();
    timer ??= window.setInterval(() => {
      const later = getComputedStyle(handle).direction === 'rtl' ? -1 : 1;
      onStep(side === later ? 1 : -1);
    }, pace);
  });
  for (const event of ['pointerup', 'pointercancel', 'blur']) window.addEventListener(event, end);
  return () => timer !== undefined;
}
