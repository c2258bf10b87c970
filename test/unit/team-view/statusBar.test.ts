import assert from 'node:assert/strict';
import type { registerStatusBar, statusOf } from '../../../src/features/team/statusBar';
import type { TeamViewModel } from '../../../src/protocol';
import { bundled } from '../bundled';
import { modelOf, sixZonesModel, teammate, thursday } from './sample';

interface Item {
  text: string;
  visible: boolean;
  command?: string;
  gone: boolean;
}

describe('The team in the status bar', () => {
  const made: Item[] = [];
  const vscode = {
    l10n: {
      t: (text: string, ...args: unknown[]) => text.replace(/\{(\d)\}/g, (_, index) => String(args[index])),
    },
    StatusBarAlignment: { Right: 2 },
    Disposable: {
      from: (...all: { dispose(): void }[]) => ({ dispose: () => all.forEach((each) => each.dispose()) }),
    },
    window: {
      createStatusBarItem: () => {
        const item: Item & Record<string, unknown> = {
          text: '',
          visible: false,
          gone: false,
          show: () => (item.visible = true),
          hide: () => (item.visible = false),
          dispose: () => (item.gone = true),
        };
        made.push(item);
        return item;
      },
    },
  };
  let statusBar: { registerStatusBar: typeof registerStatusBar; statusOf: typeof statusOf };
  before(async () => {
    statusBar = await bundled('features/team/statusBar.ts', vscode);
  });
  afterEach(() => made.splice(0));
  const status = (model: TeamViewModel, at = thursday) => statusBar.statusOf(model, at);

  it('says how many work, and who takes over when', () => {
    assert.equal(status(sixZonesModel()), '2 working · lisbon-dev next in 24 min');
    const hours = 3_600_000;
    assert.equal(
      status(modelOf([teammate('ada', 'UTC', [16, 20])], thursday, { me: null })),
      '0 working · ada next in 3 h 24',
    );
    assert.equal(
      status(modelOf([teammate('ada', 'UTC', [9, 17])], thursday + 24 * hours), thursday + 30 * hours),
      '0 working · you next in 3 d',
    );
  });

  it('names as next another than whoever holds the baton', () => {
    const both = [teammate('ada', 'UTC', [9, 17]), teammate('bo', 'UTC', [10, 18])];
    const friday = Date.UTC(2026, 10, 20, 16);
    assert.match(status(modelOf(both, friday, { me: null }), friday) ?? '', /^2 working · bo next in 3 d$/);
  });

  it('says nothing of people whose hours are unknown', () => {
    const unknown = teammate('ada', 'UTC', [9, 17], { week: null, zoneFrom: 'commits' });
    assert.equal(status(modelOf([unknown], thursday)), null);
  });

  it('takes a name for a name, and no icon of it', () => {
    const model = modelOf([teammate('$(trash) ada', 'UTC', [16, 20])], thursday, { me: null });
    assert.doesNotMatch(status(model) ?? '', /\$\(trash\)/);
  });

  it('is there, and has the team read, only while a person wants it', () => {
    let wanted = false;
    let changed = () => undefined as void;
    let readings = 0;
    const model = sixZonesModel(Date.now());
    const settings = {
      current: () => ({ statusBar: wanted }),
      onDidChange: (listener: () => void) => {
        changed = listener;
        return { dispose: () => undefined };
      },
    };
    const reader = {
      model,
      isRead: false,
      refresh: () => Promise.resolve(readings++),
      onDidChange: () => ({ dispose: () => undefined }),
    };
    type Parameters = globalThis.Parameters<typeof registerStatusBar>;
    const registered = statusBar.registerStatusBar(
      { settings } as unknown as Parameters[0],
      reader as unknown as Parameters[1],
    );
    assert.deepEqual([made.length, readings], [0, 0]);
    wanted = true;
    changed();
    assert.equal(readings, 1);
    assert.deepEqual(
      made.map(({ visible, gone, command }) => ({ visible, gone, command })),
      [{ visible: true, gone: false, command: 'baton.showTeammatesTimes' }],
    );
    assert.match(made[0]?.text ?? '', /^\$\(arrow-swap\) \d working/);
    wanted = false;
    changed();
    assert.equal(made[0]?.gone, true);
    registered.dispose();
  });
});
