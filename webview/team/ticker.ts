import { minute } from '../model/clock';

/** Calls back once a minute on the minute, and at once after sleep or a changed clock; only while visible. */
export interface Ticker {
  setVisible(visible: boolean): void;
}

export function createTicker(now: () => number, onMinute: () => void): Ticker {
  let hostVisible = true;
  let timer: number | undefined;
  let last: string | undefined;

  const check = () => {
    // The machine's offset tells of a zone that was changed between two minutes.
    const present = `${Math.floor(now() / minute)} ${new Date(now()).getTimezoneOffset()}`;
    if (present !== last) {
      last = present;
      onMinute();
    }
  };
  // No event tells of a wake-up or a changed clock, and a timer that was set for the next minute sleeps too; comparing
  // two numbers once a second, while somebody looks, is what it takes to be right at once.
  const update = () => {
    const visible = hostVisible && document.visibilityState === 'visible';
    if (visible && timer === undefined) {
      check();
      timer = window.setInterval(check, 1000);
    } else if (!visible && timer !== undefined) {
      window.clearInterval(timer);
      timer = undefined;
    }
  };
  document.addEventListener('visibilitychange', update);
  update();
  return {
    setVisible: (visible) => {
      hostVisible = visible;
      update();
    },
  };
}
