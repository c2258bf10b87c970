import assert from 'node:assert/strict';
import { createTicker } from '../../../webview/team/ticker';

const minute = 60_000;

describe('The clock of the Team view', () => {
  const globals = globalThis as { window?: unknown; document?: unknown };
  const before = { window: globals.window, document: globals.document };
  let running: Set<() => void>;
  let page: { visibilityState: string; changed: () => void };
  let now: number;
  let told: number;

  beforeEach(() => {
    running = new Set();
    now = Date.UTC(2026, 10, 19, 12, 36, 20);
    told = 0;
    const listening = {
      visibilityState: 'visible',
      changed: () => undefined as void,
      addEventListener: (_event: string, listener: () => void) => (listening.changed = listener),
    };
    page = listening;
    globals.document = listening;
    globals.window = {
      setInterval: (check: () => void) => {
        running.add(check);
        return check;
      },
      clearInterval: (check: () => void) => running.delete(check),
    };
  });
  afterEach(() => Object.assign(globals, before));

  const ticker = () =>
    createTicker(
      () => now,
      () => told++,
    );
  const after = (milliseconds: number) => {
    now += milliseconds;
    for (const check of running) check();
  };

  it('tells of each minute once', () => {
    ticker();
    assert.equal(told, 1);
    after(20_000);
    assert.equal(told, 1);
    after(20_000);
    assert.equal(told, 2);
    after(1_000);
    assert.equal(told, 2);
  });

  it('tells at once of a clock that was set back', () => {
    ticker();
    after(-90 * minute);
    assert.equal(told, 2);
  });

  it('stands still while the view is hidden, and is right as soon as it is shown', () => {
    const made = ticker();
    made.setVisible(false);
    assert.equal(running.size, 0);
    now += 10 * minute;
    made.setVisible(true);
    assert.equal(told, 2);
    assert.equal(running.size, 1);
  });

  it('stands still while the whole page is hidden', () => {
    ticker();
    page.visibilityState = 'hidden';
    page.changed();
    assert.equal(running.size, 0);
    page.visibilityState = 'visible';
    page.changed();
    assert.equal(running.size, 1);
  });

  it('runs once, however often it is told that it is visible', () => {
    const made = ticker();
    made.setVisible(true);
    page.changed();
    assert.equal(running.size, 1);
  });
});
