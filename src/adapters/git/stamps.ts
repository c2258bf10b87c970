import type { Cancellation } from '../../core/cancel';
import type { AuthorStamp } from '../../core/ports/git';
import type { DateTime } from '../../core/time/luxon';
import type { GitRunner } from './runner';

const fields = ['%aN', '%aE', '%ad', '%ct'];

/**
 * Author instants and offsets of the commits on HEAD and on any branch, local or remote-tracking, that were authored
 * and committed in [since, until]; newest first as git walks. A commit made later is not looked at even when it says
 * that it was authored earlier: a clone made at `until` does not hold it.
 */
export async function* authorStamps(
  runner: GitRunner,
  since: DateTime,
  until: DateTime,
  signal?: Cancellation,
): AsyncGenerator<AuthorStamp> {
  const [oldest, newest] = [Math.ceil(since.toSeconds()), Math.floor(until.toSeconds())];
  // HEAD is named too, since it may be detached; before the first commit there is none to name.
  const head = await runner.output(['rev-parse', '--quiet', '--verify', 'HEAD'], {
    signal,
    statuses: [0, 1, 128],
  });
  const args = [
    'log',
    ...(head.exitCode === 0 ? ['HEAD'] : []),
    '--branches',
    '--remotes',
    `--max-age=${Math.max(0, oldest)}`,
    `--format=tformat:${fields.join('%x00')}`,
    '-z',
    '--date=raw',
    '--encoding=UTF-8',
    '--',
  ];
  let open: string[] = [];
  for await (const field of runner.records(args, { signal })) {
    open.push(field);
    if (open.length < fields.length) continue;
    const [name = '', email = '', authored = '', committed = ''] = open;
    open = [];
    const match = /^(\d{1,11}) ([+-])(\d{2})(\d{2})$/.exec(authored);
    if (!match) continue;
    const [, seconds, sign, hours, minutes] = match;
    const epochSeconds = Number(seconds);
    const offset = Number(hours) * 60 + Number(minutes);
    if (epochSeconds < oldest || epochSeconds > newest || Number(committed) > newest || offset > 14 * 60)
      continue;
    yield { name, email, epochSeconds, offsetMinutes: sign === '-' && offset > 0 ? -offset : offset };
  }
}
