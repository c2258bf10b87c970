import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { handoffItems } from '../../src/features/team/latest';
import { TeamReader } from '../../src/features/team/reader';
import type { TeamReading } from '../../src/features/team/reading';
import { showTimes } from '../../src/features/team/times';
import type { Services } from '../../src/host/services';
import { internalCommands } from '../../src/ids';
import { answering, type Item } from './answering';
import { makeScene } from './scene';

describe('The team in lists', () => {
  const root = () => vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  const folder = () => vscode.Uri.joinPath(root(), '.baton');
  before(async () => {
    const text =
      'members:\n  - { name: lisbon, login: lis, zone: Europe/Lisbon, hours: 9-17, days: mon-sun }\n';
    await vscode.workspace.fs.createDirectory(folder());
    const file = vscode.Uri.joinPath(folder(), 'team.yml');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  });
  after(async () => {
    await vscode.workspace.fs.delete(folder(), { recursive: true }).then(undefined, () => undefined);
  });

  it('shows clocks of twelve hours where the view has told so, and of 24 where it told that or nothing tells', async () => {
    const scene = await makeScene('unused');
    const listed = async (hour12?: boolean): Promise<string> => {
      const get = (key: string) => (key === 'baton.reportedHour12' ? hour12 : undefined);
      const memory = { get, update: () => Promise.resolve(), keys: () => [] };
      const context = { workspaceState: memory, globalState: memory } as unknown as Services['context'];
      const own = { travel: null, avatars: 'initials', privateTeam: [] } as const;
      const mine = { ...scene.services.settings.current(), ...own };
      const settings = { ...scene.services.settings, current: () => mine };
      const services = { ...scene.services, git: { open: () => Promise.resolve(null) }, context, settings };
      const reader = new TeamReader(services);
      let shown: readonly Item[] = [];
      const { restore } = answering((items) => {
        shown = items;
        return undefined;
      });
      try {
        await showTimes(services, reader);
      } finally {
        restore();
        reader.dispose();
      }
      const [first] = shown;
      return typeof first === 'object' ? (first.description ?? '') : '';
    };
    try {
      // In a browser and in English nothing else tells.
      assert.match(await listed(), /^\w{3} \d\d:\d\d · /);
      assert.match(await listed(false), /^\w{3} \d\d:\d\d · \w+ until \w{3} (?:09|17):00/);
      assert.match(
        await listed(true),
        /^\w{3} \d{1,2}:\d\d\u00a0[AP]M · \w+ until \w{3} (?:9:00\u00a0AM|5:00\u00a0PM)/,
      );
    } finally {
      await scene.remove();
    }
  });

  it('keeps what a person chose though VS Code has not written its own memory yet, and what another window chose', async () => {
    const scene = await makeScene('unused');
    const memory = { get: () => undefined, update: () => Promise.resolve(), keys: () => [] };
    const context = { workspaceState: memory, globalState: memory } as unknown as Services['context'];
    const own = { travel: null, avatars: 'initials', privateTeam: [] } as const;
    const mine = { ...scene.services.settings.current(), ...own };
    const settings = { ...scene.services.settings, current: () => mine };
    const open = () => new TeamReader({ ...scene.services, context, settings });
    const readers = [open(), open()] as const;
    const [one, other] = readers;
    const rows = ({ model }: TeamReader) => model?.rows.map(({ pinned, hidden }) => ({ pinned, hidden }));
    try {
      await Promise.all(readers.map((each) => each.refresh()));
      assert.deepEqual(rows(one), [{ pinned: false, hidden: false }]);
      await Promise.all([
        one.arrange(() => ({ pinned: ['lis'] })),
        one.arrange(({ pinned }) => ({ pinned: [...pinned, 'gone'] })),
      ]);
      await other.arrange(() => ({ hidden: ['lis'] }));
      assert.deepEqual(rows(other), [{ pinned: true, hidden: true }]);
      const anew = open();
      await anew.refresh();
      assert.deepEqual(rows(anew), [{ pinned: true, hidden: true }]);
      assert.deepEqual(anew.reading?.arrangement.pinned, ['lis', 'gone']);
      anew.dispose();
    } finally {
      for (const each of readers) each.dispose();
      await scene.remove();
    }
  });

  it('has the order of the view: whom I pinned first, whom I hid last', async () => {
    const scene = await makeScene('unused');
    const file = vscode.Uri.joinPath(folder(), 'team.yml');
    const before = await vscode.workspace.fs.readFile(file);
    const all = 'zone: Asia/Tokyo, hours: 00:00-24:00, days: mon-sun';
    const text = ['one', 'two', 'three'].map((name) => `  - { name: ${name}, ${all} }\n`).join('');
    const memory = { get: () => undefined, update: () => Promise.resolve(), keys: () => [] };
    const context = { workspaceState: memory, globalState: memory } as unknown as Services['context'];
    const own = { travel: null, avatars: 'initials', privateTeam: [] } as const;
    const mine = { ...scene.services.settings.current(), ...own };
    const settings = { ...scene.services.settings, current: () => mine };
    const services = { ...scene.services, context, settings };
    const reader = new TeamReader(services);
    let marked: string[] = [];
    const { shown, restore } = answering((items) => {
      const isMarked = (item: Item) => typeof item !== 'string' && item.description?.endsWith(' · pinned');
      marked = items.filter(isMarked).map((item) => (typeof item === 'string' ? item : item.label));
      return undefined;
    });
    try {
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(`members:\n${text}`));
      await reader.arrange(() => ({ pinned: ['three'], hidden: ['one'] }));
      await showTimes(services, reader);
      const names = shown[0]?.map((label) => label.replace(/^\$\(.*?\) /, ''));
      assert.deepEqual(names, ['three', 'two', 'Hidden in the View', 'one']);
      assert.deepEqual(marked, ['$(circle-filled) three']);
    } finally {
      restore();
      reader.dispose();
      await vscode.workspace.fs.writeFile(file, before);
      await scene.remove();
    }
  });

  it('opens the latest handoff of a teammate: the one that is known, else their Discussions on GitHub', async () => {
    const scene = await makeScene('ledger');
    const { executeCommand } = vscode.commands;
    const { openExternal } = vscode.env;
    try {
      await scene.git(['init', '-q']);
      await scene.git(['remote', 'add', 'origin', 'https://github.com/baton-sample/ledger.git']);
      const reading = { directory: scene.folders[0] ?? '' } as unknown as TeamReading;
      const lisbon = { name: 'lisbon', emails: [], zone: null, zoneFrom: 'unknown', week: null } as const;
      const asked: unknown[][] = [];
      const opened: string[] = [];
      let isKnown = true;
      Object.assign(vscode.commands, {
        executeCommand: (...args: unknown[]) => {
          asked.push(args);
          return Promise.resolve(isKnown);
        },
      });
      Object.assign(vscode.env, {
        openExternal: (uri: vscode.Uri) => Promise.resolve(opened.push(uri.toString(true)) > 0),
      });
      const member = { ...lisbon, login: 'lis', leave: [], onCall: [] };
      const [item] = handoffItems(scene.services, reading, member);
      await item?.run?.();
      assert.deepEqual(asked, [[internalCommands.openLatestOf, 'lis']]);
      assert.deepEqual(opened, []);
      isKnown = false;
      await item?.run?.();
      assert.equal(opened.length, 1);
      assert.match(
        opened[0] ?? '',
        /^https:\/\/github\.com\/baton-sample\/ledger\/discussions\?discussions_q=author:lis\+sort:date_created$/,
      );
      assert.deepEqual(handoffItems(scene.services, reading, { ...lisbon, leave: [], onCall: [] }), []);
      await scene.git(['remote', 'remove', 'origin']);
      await assert.rejects(
        async () => item?.run?.(),
        /^UserError: No handoff of lisbon is known here, .* Ask for its address, then run Open Handoff…\.$/,
      );
      assert.equal(opened.length, 1);
    } finally {
      Object.assign(vscode.commands, { executeCommand });
      Object.assign(vscode.env, { openExternal });
      await scene.remove();
    }
  });
});
