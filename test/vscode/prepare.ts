// Installs what host and e2e tests run in: both versions of VS Code and a browser. `npm test` does it beside the lint.
import { ensureChromium } from './chromium';
import { desktopExecutable } from './desktop';
import { installServer } from './install';
import { current, oldest } from './versions';

async function main(): Promise<void> {
  const say = (line: string) => console.log(line);
  // e2e tests drive the server even where host tests run in the desktop.
  await installServer(current, say);
  if (!(await desktopExecutable(oldest, say))) await installServer(oldest, say);
  console.log(`Chromium: ${(await ensureChromium(say)).from}`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
