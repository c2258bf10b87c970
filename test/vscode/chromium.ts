import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cache, root } from './install';
import { withLock } from './lock';

/** A Chromium that starts, and the environment it needs to. */
export interface Chromium {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
  readonly from: string;
}

/** Flags with which Chromium works as root, without a GPU, and without calling home. */
export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
] as const;

const bundled = '147.0.0';

/** The machine's own Chromium or Chrome (`CHROME_PATH`, PATH, Applications), else the one that comes from npm. */
export async function ensureChromium(say: (line: string) => void): Promise<Chromium> {
  const own = systemChromium();
  if (own) return { executable: own, env: {}, from: own };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium or Chrome found; install one, or set CHROME_PATH to its executable.');
  }
  const home = join(cache, `chromium-${bundled}`);
  const executable = join(home, 'chromium');
  const env = { LD_LIBRARY_PATH: join(home, 'al2023/lib'), FONTCONFIG_FILE: join(home, 'fonts.conf') };
  const found: Chromium = { executable, env, from: `npm package @sparticuz/chromium ${bundled}` };
  if (existsSync(executable)) return found;
  await mkdir(cache, { recursive: true });
  return withLock(
    `${home}.lock`,
    () => say('Waiting for another process that unpacks Chromium …'),
    async () => {
      if (existsSync(executable)) return found;
      say('Unpacking Chromium (about 200 MB, once) …');
      const partial = await mkdtemp(`${home}.partial-`);
      try {
        await unpack(partial);
        await writeFile(join(partial, 'fonts.conf'), fontsOf(home));
        await writeFile(join(partial, 'fonts/fonts.conf'), fontsConfig(join(home, 'fonts')));
        await rename(partial, home);
      } finally {
        await rm(partial, { recursive: true, force: true });
      }
      return found;
    },
  );
}

/**
 * The package's own configuration names the fonts by where a cloud function unpacks them. Without any font, this
 * Chromium ends itself ("SkFontMgr_FontConfigInterface … Not implemented") as soon as a page has a text field.
 */
function fontsConfig(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>
`;
}

/** The package unpacks into TMPDIR, and its libraries only when it believes to run where they are missing. */
async function unpack(folder: string): Promise<void> {
  const names = ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH'] as const;
  const before = names.map((name) => process.env[name]);
  process.env['TMPDIR'] = folder;
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x';
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    await packaged.executablePath();
  } finally {
    names.forEach((name, index) => {
      const value = before[index];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    });
  }
}

/** The package's own configuration looks for fonts where only its makers have them; without any, Chromium dies. */
const fontsOf = (home: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts')}</dir>
  <dir>${join(root, 'node_modules/dejavu-fonts-ttf/ttf')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(home, 'fonts-cache')}</cachedir>
  <config></config>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
`;

function systemChromium(): string | undefined {
  const given = process.env['CHROME_PATH'];
  if (given) {
    if (existsSync(given)) return given;
    throw new Error(`CHROME_PATH names ${given}, which does not exist.`);
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((dir) => names.map((name) => join(dir, name)));
  const applications = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
  return [...onPath, ...applications].find((path) => existsSync(path));
}
