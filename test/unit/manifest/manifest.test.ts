import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { commands, contextKeys, settings, views } from '../../../src/ids';

interface Menu {
  command: string;
  when?: string;
}
interface Setting {
  default: unknown;
  scope?: string;
  enum?: string[];
}
interface Manifest {
  activationEvents: string[];
  extensionKind: string[];
  capabilities: {
    untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] };
    virtualWorkspaces: { supported: boolean };
  };
  contributes: {
    commands: { command: string; title: string; category?: string }[];
    menus: Record<string, Menu[]>;
    views: Record<string, { id: string }[]>;
    viewsContainers: Record<string, { id: string; icon: string }[]>;
    viewsWelcome: { view: string }[];
    configuration: { properties: Record<string, Setting> };
    walkthroughs: { steps: { id: string; media: { svg: string }; completionEvents: string[] }[] }[];
  };
}

const root = path.join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const text = read('package.json');
const manifest = JSON.parse(text) as Manifest;
const strings = JSON.parse(read('package.nls.json')) as Record<string, string>;
const { contributes } = manifest;
const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: read(path.join('src', file)) }));
const contributed = contributes.commands.map(({ command }) => command);

describe('package.json', () => {
  it('contributes the commands of ids.ts and no other', () => {
    assert.deepEqual([...contributed].sort(), Object.values(commands).sort());
  });

  it('names no command that nothing registers', () => {
    const registered = (key: string) =>
      sources.some(({ text }) => new RegExp(`\\b(register|command)\\(\\s*\\w+\\.${key}\\b`).test(text));
    assert.deepEqual(
      Object.keys(commands).filter((key) => !registered(key)),
      [],
    );
  });

  it('puts every command in the category "Baton"', () => {
    assert.deepEqual(new Set(contributes.commands.map(({ category }) => category)), new Set(['Baton']));
  });

  it('keeps the names that people were promised', () => {
    const titles = new Map(
      contributes.commands.map(({ command, title }) => [command, strings[title.replaceAll('%', '')]]),
    );
    for (const [id, title] of [
      [commands.draft, 'Draft Handoff Note'],
      [commands.draftBranch, 'Draft Handoff Note for This Branch'],
      [commands.post, 'Post Handoff Note…'],
      [commands.copy, 'Copy Handoff Note'],
      [commands.addItem, 'Add to Handoff…'],
      [commands.report, 'Report Bug from Stack Trace'],
      [commands.createIssue, 'Create Issue from Report…'],
      [commands.verifyReproduction, 'Verify Reproduction…'],
      [commands.showChanges, 'Show What Changed Since I Left'],
      [commands.share, 'Share Work in Progress…'],
      [commands.accept, 'Accept'],
      [commands.openHandoff, 'Open Handoff…'],
      [commands.showTimes, "Show Teammates' Times"],
      [commands.findMeeting, 'Find Meeting Time…'],
      [commands.editTeam, 'Edit Team'],
      [commands.setTimeZone, 'Set My Time Zone…'],
      [commands.showRecorded, 'Show Recorded Activity'],
      [commands.deleteRecorded, 'Delete Recorded Activity'],
      [commands.showLog, 'Show Log'],
      [commands.discard, 'Discard'],
      [commands.retry, 'Retry'],
    ] as const) {
      assert.equal(titles.get(id), title);
    }
  });

  it('has a text for every %key%, and no text that is not used', () => {
    const used = new Set([...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key));
    assert.deepEqual([...used].sort(), Object.keys(strings).sort());
  });

  it('shows items and texts only of commands and views that exist', () => {
    const linked = Object.values(strings).flatMap((each) =>
      [...each.matchAll(/\(command:(baton\.[\w.]+)/g)].map(([, command]) => command ?? ''),
    );
    const listed = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    for (const command of [...linked, ...listed]) assert.ok(contributed.includes(command), command);
    const whens = Object.values(contributes.menus).flatMap((items) => items.map(({ when }) => when ?? ''));
    const keys: readonly string[] = [...Object.values(contextKeys), ...Object.values(views)];
    for (const [key] of whens.join(' ').matchAll(/\bbaton\.\w+/g)) assert.ok(keys.includes(key), key);
    for (const { view } of contributes.viewsWelcome) assert.ok(keys.includes(view), view);
  });

  it('contributes the views of ids.ts, in the one container', () => {
    const ids = contributes.views[views.container]?.map(({ id }) => id) ?? [];
    assert.deepEqual(ids.sort(), [views.team, views.handoffs, views.items].sort());
    const [container] = contributes.viewsContainers.activitybar ?? [];
    assert.equal(container?.id, views.container);
    assert.ok(existsSync(path.join(root, container?.icon ?? '')));
  });

  it('hides from the palette what makes no sense there', () => {
    const hidden = new Map(contributes.menus.commandPalette?.map(({ command, when }) => [command, when]));
    for (const id of [
      commands.discard,
      commands.retry,
      commands.editItem,
      commands.removeItem,
      commands.accept,
    ])
      assert.equal(hidden.get(id), 'false');
    for (const id of [commands.refresh, commands.post, commands.copy, commands.keep])
      assert.equal(hidden.get(id), contextKeys.isNote);
  });

  it('offers what a CodeLens offers as a button of the editor too', () => {
    const buttons = contributes.menus['editor/title']?.map(({ command }) => command) ?? [];
    for (const id of [commands.refresh, commands.post, commands.copy]) assert.ok(buttons.includes(id), id);
  });

  it('walks through steps whose pictures and completion events exist', () => {
    const steps = contributes.walkthroughs.flatMap(({ steps }) => steps);
    assert.ok(steps.length >= 4);
    for (const { media, completionEvents } of steps) {
      assert.ok(existsSync(path.join(root, media.svg)), media.svg);
      for (const event of completionEvents) {
        const [kind, id = ''] = event.split(':');
        const known: Record<string, readonly string[]> = {
          onCommand: contributed,
          onView: Object.values(views),
          onContext: Object.values(contextKeys),
          onSettingChanged: Object.keys(contributes.configuration.properties),
        };
        assert.ok(known[kind ?? '']?.includes(id), event);
        const key = Object.entries(contextKeys).find(([, each]) => each === id)?.[0];
        const set = new RegExp(`'setContext', contextKeys\\.${key}, true`);
        if (kind === 'onContext')
          assert.ok(
            sources.some(({ text }) => set.test(text)),
            `${id} is never set`,
          );
      }
    }
  });

  it('activates after startup, beside the workspace, and is honest about what it cannot do', () => {
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished']);
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, false);
  });
});

describe('settings', () => {
  const { section, ...keys } = settings;
  const properties = contributes.configuration.properties;

  it('are those that the code reads, with the defaults that people were promised', () => {
    const defaults = Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, each.default]));
    assert.deepEqual(defaults, {
      'baton.timeZone': 'auto',
      'baton.workingHours': '09:00–17:00',
      'baton.team.inferFromCommits': 'recent',
      'baton.activity.record': 'ask',
      'baton.activity.recordTerminal': false,
      'baton.handoff.reminder': false,
      'baton.post.repository': 'current',
      'baton.post.repositoryForPublic': '',
      'baton.post.rollingDiscussions': {},
      'baton.inbox.refresh': 'whenVisible',
      'baton.inbox.acceptBy': 'reply',
      'baton.inbox.markAsAnswer': 'ask',
      'baton.post.category': 'ask',
      'baton.post.publicRepositories': 'ask',
      'baton.report.includeVariables': false,
      'baton.share.keepDays': 14,
      'baton.share.maxFileSize': 10,
      'baton.team.private': [],
      'baton.avatars': 'initials',
      'baton.statusBar.enabled': false,
    });
    assert.deepEqual(
      Object.keys(properties).sort(),
      Object.values(keys)
        .map((key) => `${section}.${key}`)
        .sort(),
    );
    const reader = read('src/host/settings.ts');
    for (const key of Object.keys(keys)) assert.match(reader, new RegExp(`\\bids\\.${key}\\b`));
  });

  it('are out of reach of a repository, but for two that say only what a window shows', () => {
    const reachable = Object.entries(properties).filter(([, { scope }]) => scope !== 'application');
    assert.deepEqual(
      reachable.map(([key]) => key),
      ['baton.team.inferFromCommits', 'baton.statusBar.enabled'],
    );
    // The one of them that has git read more does so only in a folder that is trusted.
    assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, [
      'baton.team.inferFromCommits',
    ]);
  });

  it('that are a choice default to one of their values', () => {
    for (const [key, { enum: values, default: fallback }] of Object.entries(properties)) {
      if (values) assert.ok(values.includes(String(fallback)), key);
    }
  });

  it('are read in one file', () => {
    const readers = sources.filter(({ text }) => /getConfiguration\(/.test(text)).map(({ file }) => file);
    // Whether and where a GitHub Enterprise Server is used is VS Code's own setting.
    assert.deepEqual(readers.sort(), ['host/sessions.ts', 'host/settings.ts'].map(path.normalize));
  });
});
