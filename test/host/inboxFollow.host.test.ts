import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { followInbox, type Clock } from '../../src/features/inbox/follow';
import { usedKey } from '../../src/features/inbox/inbox';
import type { Services } from '../../src/host/services';
import { HandoffGroups } from '../../src/host/handoffGroups';
import type { Settings } from '../../src/host/settings';

const minute = 60_000;

describe('the inbox asks GitHub', () => {
  let now: number;
  let alarms: { at: number; every: number | null; run: () => void }[];
  let asked: number[];
  let groups: HandoffGroups;
  let wanted: Settings['inboxRefresh'];
  let hasPosted: boolean;
  let hasRead: boolean;
  let counted: number;
  let settingsChanged: vscode.EventEmitter<void>;
  let following: vscode.Disposable | undefined;

  const alarm = (at: number, every: number | null, run: () => void): vscode.Disposable => {
    const one = { at, every, run };
    alarms.push(one);
    return { dispose: () => void (alarms = alarms.filter((each) => each !== one)) };
  };
  const clock: Clock = {
    now: () => now,
    every: (milliseconds, run) => alarm(now + milliseconds, milliseconds, run),
    once: (milliseconds, run) => alarm(now + milliseconds, null, run),
  };
  /** Lets time go by, alarm for alarm. */
  const pass = (milliseconds: number): void => {
    const end = now + milliseconds;
    for (;;) {
      const [next] = alarms.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (!next) break;
      now = next.at;
      if (next.every === null) alarms = alarms.filter((each) => each !== next);
      else next.at += next.every;
      next.run();
    }
    now = end;
  };
  const start = (): void => {
    const inbox = {
      askedAt: 0,
      refresh: (mayAsk: boolean) => {
        assert.equal(mayAsk, false, 'nobody is asked to sign in for it');
        inbox.askedAt = now;
        asked.push(now);
        return Promise.resolve();
      },
      known: () => {
        counted += 1;
        return Promise.resolve([]);
      },
    };
    const services = {
      handoffGroups: groups,
      settings: { current: () => ({ inboxRefresh: wanted }), onDidChange: settingsChanged.event },
      context: { workspaceState: { get: (key: string) => (key === usedKey ? hasRead : hasPosted) } },
      log: { warn: assert.fail },
    } as unknown as Services;
    following = followInbox(inbox, services, clock);
  };

  beforeEach(() => {
    now = Date.UTC(2026, 10, 20, 12);
    alarms = [];
    asked = [];
    groups = new HandoffGroups();
    wanted = 'whenVisible';
    hasPosted = false;
    hasRead = false;
    counted = 0;
    settingsChanged = new vscode.EventEmitter();
  });
  afterEach(() => {
    following?.dispose();
    groups.dispose();
    settingsChanged.dispose();
  });

  it('not at all while nobody looks and nothing was posted', () => {
    start();
    pass(24 * 60 * minute);
    assert.deepEqual(asked, []);
  });

  it('while the view is visible, every few minutes, and no more once it is hidden', () => {
    start();
    pass(minute);
    groups.visible(true);
    assert.equal(asked.length, 1, 'who looks sees what is new');
    pass(60 * minute);
    const count = asked.length;
    assert.ok(count >= 10 && count <= 20, `${count} times in an hour`);
    groups.visible(false);
    assert.deepEqual(alarms, [], 'no timer runs');
    pass(60 * minute);
    assert.equal(asked.length, count);
  });

  it('at most every two minutes however often the view comes and goes', () => {
    start();
    pass(minute);
    for (let second = 0; second < 600; second++) {
      groups.visible(second % 2 === 0);
      pass(1_000);
    }
    assert.ok(asked.every((at, index) => index === 0 || at - (asked[index - 1] ?? 0) >= 2 * minute));
    assert.equal(asked.length, 5);
  });

  it('once at a start, some seconds after it, where a note was posted before', () => {
    hasPosted = true;
    start();
    pass(5_000);
    assert.deepEqual(asked, []);
    pass(60 * minute);
    assert.equal(asked.length, 1);
  });

  it('not at a start where handoffs were only read before: what is known is counted', () => {
    start();
    pass(minute);
    assert.equal(counted, 0, 'nothing was ever read here');
    following?.dispose();
    hasRead = true;
    start();
    pass(60 * minute);
    assert.deepEqual([asked, counted], [[], 1]);
  });

  it('at a start where the setting says so', () => {
    wanted = 'onStart';
    start();
    pass(60 * minute);
    assert.equal(asked.length, 1);
  });

  it('never where the setting says so, and again once it does not', () => {
    wanted = 'never';
    hasPosted = true;
    groups.visible(true);
    start();
    pass(60 * minute);
    assert.deepEqual(asked, []);
    wanted = 'whenVisible';
    settingsChanged.fire();
    assert.equal(asked.length, 1);
    wanted = 'never';
    settingsChanged.fire();
    pass(60 * minute);
    assert.equal(asked.length, 1);
  });

  it('no more once the window closes', () => {
    hasPosted = true;
    groups.visible(true);
    start();
    following?.dispose();
    assert.deepEqual(alarms, []);
    const count = asked.length;
    groups.visible(false);
    groups.visible(true);
    assert.equal(asked.length, count);
  });
});
