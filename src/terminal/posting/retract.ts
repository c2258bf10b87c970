import { UserError } from '../../core/errors';
import type { SenderPorts } from '../../usecases/outbox/senderPorts';
import type { Io } from '../verb';

/** Takes back what was posted of the note with this text's marker. */
export async function retractPosted(text: string, ports: SenderPorts, json: boolean, io: Io): Promise<0> {
  const [{ noteIdIn }, { retractNote }] = await Promise.all([
    import('../../core/post/marker'),
    import('../../usecases/post/retract'),
  ]);
  const id = noteIdIn(text);
  if (id === null)
    throw new UserError('The note has no marker of its own, so it was never posted from here.');
  const done = await retractNote(id, ports, io.signal);
  const said = { deleted: 'Deleted', edited: 'Says that it was retracted', gone: 'Was gone already' };
  const lines = done.map(({ how, url }) => `${said[how]}: ${url}\n`).join('');
  await io.stdout(json ? `${JSON.stringify({ id, state: 'retracted', texts: done }, null, 2)}\n` : lines);
  return 0;
}
