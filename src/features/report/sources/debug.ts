import * as vscode from 'vscode';
import { UserError } from '../../../core/errors';
import { launchSettings } from '../../../core/report/settings';
import type { Variable, Variables } from '../../../core/report/variables';
import { readTrace } from '../../../core/trace/readTrace';
import type { Source } from './source';

/** What the debug adapter protocol answers, as far as it is read. */
interface StackFrame {
  readonly id: number;
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly source?: { readonly path?: string; readonly name?: string; readonly presentationHint?: string };
  readonly presentationHint?: string;
}
interface ExceptionInfo {
  readonly exceptionId?: string;
  readonly description?: string;
  readonly details?: { readonly message?: string; readonly typeName?: string; readonly stackTrace?: string };
}
interface Scope {
  readonly name: string;
  readonly variablesReference: number;
  readonly expensive: boolean;
}
interface DapVariable {
  readonly name: string;
  readonly value: string;
  readonly type?: string;
  readonly presentationHint?: { readonly lazy?: boolean; readonly kind?: string };
}

const mostFrames = 60;
/** Budget for variables: frames, values, and milliseconds until the report goes on without the rest. */
const mostRead = { frames: 5, values: 20, milliseconds: 3_000 };

/** Whether a debug session is there that could be stopped on an exception. */
export function isDebugging(): boolean {
  return vscode.debug.activeDebugSession !== undefined;
}

/**
 * The exception on which the active debug session is stopped. Nothing is evaluated, and the person's exception filters
 * stay as they are.
 * @throws UserError when it is not stopped on one
 */
export async function stoppedOnException(withVariables: boolean, budget = mostRead): Promise<Source> {
  const session = await stoppedSession();
  if (!session)
    throw new UserError(
      vscode.l10n.t('No debug session is stopped on an exception. Let one stop there, and try again.'),
    );
  const { on, threadId, exception } = session;
  const answer = await on.customRequest('stackTrace', { threadId, startFrame: 0, levels: mostFrames });
  const frames = ((answer as { stackFrames?: readonly StackFrame[] }).stackFrames ?? []).filter(
    ({ presentationHint }) => presentationHint !== 'label',
  );
  const variables = withVariables ? await variablesOf(on, frames.filter(isOwn), budget) : [];
  const folder = on.workspaceFolder?.uri;
  return {
    text: textOf(exception, frames),
    origin: {
      kind: 'debug',
      name: on.parentSession?.name ?? on.name,
      // The child's configuration is the adapter's own; the person's is its parent's.
      command: commandOf((on.parentSession ?? on).configuration),
      settings: launchSettings((on.parentSession ?? on).configuration),
      directory: folder?.scheme === 'file' ? folder.fsPath : null,
    },
    variables,
  };
}

/** Of a session and its children, the one that answers: a child runs the program, its parent only starts it. */
async function stoppedSession() {
  const active = vscode.debug.activeDebugSession;
  const item = vscode.debug.activeStackItem;
  const sessions = [item?.session, active, active?.parentSession].filter((each) => each !== undefined);
  for (const on of new Set(sessions)) {
    const threads = item?.session === on ? [item.threadId] : [];
    try {
      const answer = (await on.customRequest('threads')) as { threads?: readonly { id: number }[] };
      threads.push(...(answer.threads ?? []).slice(0, 50).map(({ id }) => id));
    } catch {
      continue;
    }
    for (const threadId of new Set(threads)) {
      try {
        const exception = (await on.customRequest('exceptionInfo', { threadId })) as ExceptionInfo;
        return { on, threadId, exception };
      } catch {
        // This thread is running, or stopped for another reason.
      }
    }
  }
  return null;
}

/** What the runtime printed, where the adapter passes it on; else its frames in the form that every reader knows. */
function textOf({ exceptionId, description, details }: ExceptionInfo, frames: readonly StackFrame[]): string {
  const type = details?.typeName ?? exceptionId ?? 'Error';
  const message = (details?.message ?? description ?? '').split(/\r?\n/)[0] ?? '';
  const named = message.startsWith(type) || /^[\w.$]+(?:Error|Exception)\b/.test(message);
  const head = message === '' ? type : named ? message : `${type}: ${message}`;
  for (const text of [details?.stackTrace, description]) {
    const read = text === undefined ? null : readTrace(text);
    if (text === undefined || !read) continue;
    // Some adapters give the calls alone.
    return read.errors[0]?.type === null ? `${head}\n${text.trim().replace(/^(?=at )/, '    ')}` : text;
  }
  const lines = frames.map(({ name, source, line, column }) => {
    const called = name.replace(/[()\r\n]/g, ' ').trim() || '<anonymous>';
    return `    at ${called} (${pathOf(source?.path ?? source?.name ?? '<unknown>')}:${line}:${Math.max(1, column)})`;
  });
  return [/^[\w.$]+(?:Error|Exception)\b/.test(head) ? head : `Error: ${head}`, ...lines].join('\n');
}

/** A remote window speaks of its files by an address. */
function pathOf(path: string): string {
  return /^vscode-[a-z]+:\/\//.test(path) ? vscode.Uri.parse(path).path : path;
}

function isOwn({ source, presentationHint }: StackFrame): boolean {
  const path = pathOf(source?.path ?? '');
  if (presentationHint === 'subtle' || source?.presentationHint === 'deemphasize') return false;
  if (/[\\/](?:node_modules|site-packages|vendor)[\\/]/.test(path)) return false;
  return (vscode.workspace.workspaceFolders ?? []).some(
    ({ uri }) => path.startsWith(`${uri.fsPath}/`) || path.startsWith(`${uri.fsPath}\\`),
  );
}

async function variablesOf(
  on: vscode.DebugSession,
  frames: readonly StackFrame[],
  budget: typeof mostRead,
): Promise<Variables[]> {
  const found: Variables[] = [];
  const until = Date.now() + budget.milliseconds;
  for (const frame of frames.slice(0, budget.frames)) {
    const values: Variable[] = [];
    found.push({ frame: frame.name, values });
    try {
      const scopes = await answerOf<{ scopes?: readonly Scope[] }>(on, until, 'scopes', {
        frameId: frame.id,
      });
      for (const { variablesReference, expensive } of scopes.scopes ?? []) {
        if (expensive || variablesReference === 0 || values.length >= budget.values) continue;
        const asked = { variablesReference, count: budget.values };
        const answer = await answerOf<{ variables?: readonly DapVariable[] }>(on, until, 'variables', asked);
        for (const { name, value, type, presentationHint } of answer.variables ?? []) {
          // Reading a lazy one would run a getter.
          if (presentationHint?.lazy || presentationHint?.kind === 'virtual') continue;
          if (values.length < budget.values)
            values.push({ name, value: value.slice(0, 2_000), type: type ?? null });
        }
      }
    } catch {
      // The session went on meanwhile, or answers too slowly: what was read is what there is.
      break;
    }
  }
  return found;
}

/** What an adapter answers until then (milliseconds since the epoch): one that never does holds nothing up. */
async function answerOf<T>(
  on: vscode.DebugSession,
  until: number,
  command: string,
  request: object,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), Math.max(0, until - Date.now()));
  });
  try {
    return (await Promise.race([on.customRequest(command, request), late])) as T;
  } finally {
    clearTimeout(timer);
  }
}

const starters: Readonly<Record<string, string>> = {
  node: 'node',
  'pwa-node': 'node',
  python: 'python',
  debugpy: 'python',
};

/** The launch configuration as a command, where it is a plain one. */
function commandOf(configuration: vscode.DebugConfiguration): string | null {
  const { type, request, program, args } = configuration as { [key: string]: unknown };
  const starter = starters[String(type)];
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (request !== 'launch' || !starter || typeof program !== 'string') return null;
  const path =
    folder !== undefined && program.startsWith(`${folder}/`) ? program.slice(folder.length + 1) : program;
  const words = [path, ...(Array.isArray(args) ? args.map(String) : [])];
  return [
    starter,
    ...words.map((word) => (/^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)),
  ].join(' ');
}
