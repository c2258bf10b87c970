import assert from 'node:assert/strict';
import type { noticeOf, noticeOfFailure } from '../../../src/features/team/notice';
import type { TeamReading } from '../../../src/features/team/reading';
import { bundled } from '../bundled';
import { sixZones } from './sample';

describe('What the Team view says is missing', () => {
  const vscode = {
    l10n: {
      t: (text: string, ...args: unknown[]) => text.replace(/\{(\d)\}/g, (_, index) => String(args[index])),
    },
    workspace: { isTrusted: true, workspaceFolders: [{}] as object[] },
  };
  let notice: { noticeOf: typeof noticeOf; noticeOfFailure: typeof noticeOfFailure };
  before(async () => {
    notice = await bundled('features/team/notice.ts', vscode);
  });
  afterEach(() => Object.assign(vscode.workspace, { isTrusted: true, workspaceFolders: [{}] }));

  const nobody = { source: 'commits', members: [] } as const;
  const told = (reading: Partial<TeamReading>, from: 'recent' | 'all' | 'off' = 'recent') => {
    const whole = { file: null, team: nobody, problems: [], me: null, email: null, ...reading };
    const said = notice.noticeOf(whole as unknown as TeamReading, from);
    return said && [said.text, said.action?.command];
  };
  const advice = 'Write down who is on the team, and their times show up here.';

  it('is who is on the team, for the reason that there is', () => {
    assert.deepEqual(told({}), [`Nobody committed here lately. ${advice}`, 'editTeam']);
    assert.deepEqual(told({}, 'all'), [`Nobody committed here yet. ${advice}`, 'editTeam']);
    assert.deepEqual(told({}, 'off'), [
      `Who commits here is not looked up (baton.team.inferFromCommits). ${advice}`,
      'editTeam',
    ]);
    assert.deepEqual(told({ file: '/team.yml' }), ['The team file names nobody yet.', 'editTeam']);
  });

  it('is first of all what is wrong in the team file, with its line', () => {
    const problem = { message: 'Use spaces.', line: 3, column: 1, endLine: 3, endColumn: 2 };
    const problems = [{ ...problem, severity: 'error' }] as const;
    assert.deepEqual(told({ file: '/team.yml', team: sixZones, problems }), [
      'The team file, line 3: Use spaces.',
      'editTeam',
    ]);
  });

  it('is working hours where only commits tell, and who I am where the file does not know me', () => {
    const members = sixZones.members;
    assert.deepEqual(told({ team: { source: 'commits', members } })?.[1], 'editTeam');
    assert.deepEqual(told({ file: '/team.yml', team: sixZones, email: 'me@x.y' }), [
      'me@x.y is nobody in the team file.',
      'chooseIdentity',
    ]);
    assert.equal(told({ file: '/team.yml', team: sixZones, email: 'me@x.y', me: 0 }), null);
  });

  it('is trust where git may not run, and a folder where there is none', () => {
    vscode.workspace.isTrusted = false;
    assert.equal(told({})?.[1], 'manageTrust');
    assert.equal(notice.noticeOfFailure(new Error('x')).action?.command, 'manageTrust');
    vscode.workspace.workspaceFolders = [];
    assert.equal(notice.noticeOfFailure(new Error('x')).action?.command, 'openFolder');
  });

  it('is another try after a failure, whose words are a person’s only where they were written for one', () => {
    assert.deepEqual(notice.noticeOfFailure(new Error('ENOENT: secret')), {
      text: 'The team could not be read. Baton’s log says why.',
      action: { title: 'Try Again', command: 'refresh' },
    });
  });
});
