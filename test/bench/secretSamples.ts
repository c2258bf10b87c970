import { documented, type Pick } from './secretDocumented';

/** A secret in the surroundings in which programs print it. */
export interface Sample {
  readonly kind: string;
  readonly text: string;
  /** What must not be left in the text. */
  readonly secret: string;
}

const alphabets = {
  word: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  hex: '0123456789abcdef',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  digits: '0123456789',
  url: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-',
} as const;

/** The same numbers in each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

type Make = (pick: Pick) => string;

/** The same letters in each run. */
export function makePicker(seed: number): Pick {
  const random = seeded(seed);
  return (from, length) => {
    const letters = alphabets[from];
    const text = Array.from({ length }, () => letters[Math.floor(random() * letters.length)]).join('');
    // A random word of letters alone is no token that anybody gives out.
    return from === 'word' || from === 'url' ? `${text.slice(0, -2)}a7` : text;
  };
}

// Put together here, so that no scanner takes this file for a leak.
const kinds: Readonly<Record<string, Make>> = {
  'GitHub token': (pick) => `ghp_${pick('word', 36)}`,
  'GitHub server token': (pick) => `ghs_${pick('word', 36)}`,
  'GitHub fine-grained token': (pick) => `github_pat_${pick('word', 22)}_${pick('word', 59)}`,
  'GitLab token': (pick) => `glpat-${pick('word', 20)}`,
  'npm token': (pick) => `npm_${pick('word', 36)}`,
  'PyPI token': (pick) => `pypi-AgEIcHlwaS5vcmc${pick('url', 70)}`,
  'Slack bot token': (pick) => `xoxb-${pick('digits', 12)}-${pick('digits', 12)}-${pick('word', 24)}`,
  'Slack webhook': (pick) =>
    `https://hooks.slack.com/services/T${pick('upper', 8)}/B${pick('upper', 8)}/${pick('word', 24)}`,
  'Discord webhook': (pick) => `https://discord.com/api/webhooks/${pick('digits', 18)}/${pick('url', 68)}`,
  'Stripe live key': (pick) => `sk_live_${pick('word', 24)}`,
  'Stripe webhook secret': (pick) => `whsec_${pick('word', 32)}`,
  'Google API key': (pick) => `AIza${pick('url', 35)}`,
  'Google OAuth token': (pick) => `ya29.${pick('url', 60)}`,
  'Google OAuth secret': (pick) => `GOCSPX-${pick('url', 28)}`,
  'AWS key id': (pick) => `AKIA${pick('upper', 16)}`,
  'OpenAI key': (pick) => `sk-proj-${pick('word', 48)}`,
  'Anthropic key': (pick) => `sk-ant-api03-${pick('url', 93)}AA`,
  'Hugging Face token': (pick) => `hf_${pick('word', 34)}`,
  'SendGrid key': (pick) => `SG.${pick('url', 22)}.${pick('url', 43)}`,
  'Mailgun key': (pick) => `key-${pick('hex', 32)}`,
  'Twilio key': (pick) => `SK${pick('hex', 32)}`,
  'DigitalOcean token': (pick) => `dop_v1_${pick('hex', 64)}`,
  'Shopify token': (pick) => `shpat_${pick('hex', 32)}`,
  'Square token': (pick) => `sq0atp-${pick('url', 22)}`,
  'Telegram bot token': (pick) => `${pick('digits', 10)}:AA${pick('url', 33)}`,
  'Vault token': (pick) => `hvs.${pick('url', 90)}`,
  'Databricks token': (pick) => `dapi${pick('hex', 32)}`,
  'Grafana token': (pick) => `glsa_${pick('word', 32)}_${pick('hex', 8)}`,
  'Linear key': (pick) => `lin_api_${pick('word', 40)}`,
  'Notion secret': (pick) => `secret_${pick('word', 43)}`,
  'Docker token': (pick) => `dckr_pat_${pick('url', 27)}`,
  'age key': (pick) => `AGE-SECRET-KEY-1${pick('upper', 58)}`,
  'JSON web token': (pick) => `eyJhbGciOiJIUzI1NiJ9.eyJzdWIi${pick('url', 30)}.${pick('url', 43)}`,
};

/** Where a token stands: a header, an environment, an address, an argument, alone. */
const around: readonly ((secret: string) => string)[] = [
  (secret) => `Error: request failed with ${secret}`,
  (secret) => `    at call (/srv/app/x.js:1:1) token=${secret}`,
  (secret) => `{"error":"denied","key":"${secret}"}`,
  (secret) => `curl -H 'X-Key: ${secret}' https://api.example.com`,
];

/** Secrets that only their surroundings tell. */
const told: Readonly<Record<string, (pick: Parameters<Make>[0]) => readonly [text: string, secret: string]>> =
  {
    'bearer header': (pick) => both(pick('url', 40), (secret) => `Authorization: Bearer ${secret}`),
    'basic header': (pick) => both(`${pick('word', 27)}=`, (secret) => `authorization: Basic ${secret}`),
    'cookie header': (pick) => both(`sid=${pick('word', 26)}`, (secret) => `Cookie: ${secret}; theme=dark`),
    'set-cookie header': (pick) =>
      both(pick('word', 32), (secret) => `set-cookie: session=${secret}; HttpOnly`),
    'password in a URL': (pick) =>
      both(pick('word', 14), (secret) => `connect to postgres://app:${secret}@db:5432/shop failed`),
    'password of redis': (pick) => both(pick('word', 14), (secret) => `redis://:${secret}@cache:6379/0`),
    'password of AMQP': (pick) => both(pick('word', 14), (secret) => `amqp://guest:${secret}@mq.internal/`),
    'token in a query': (pick) =>
      both(pick('word', 24), (secret) => `GET /cb?state=1&access_token=${secret}&x=2`),
    'signature in a query': (pick) =>
      both(pick('hex', 64), (secret) => `https://b.s3.amazonaws.com/k?X-Amz-Signature=${secret}`),
    'password in an assignment': (pick) => both(pick('word', 12), (secret) => `DB_PASSWORD=${secret}`),
    'password in JSON': (pick) =>
      both(`${pick('word', 8)} ${pick('word', 4)}`, (secret) => `{"user":"app","password":"${secret}"}`),
    'password in YAML': (pick) => both(pick('word', 16), (secret) => `  password: ${secret}`),
    'password in a keyword argument': (pick) =>
      both(pick('word', 10), (secret) => `connect(host='db', password='${secret}')`),
    'AWS secret': (pick) => both(pick('word', 40), (secret) => `AWS_SECRET_ACCESS_KEY=${secret}`),
    'client secret': (pick) => both(pick('url', 40), (secret) => `client_secret: "${secret}"`),
    'connection string': (pick) =>
      both(
        `${pick('word', 43)}=`,
        (secret) => `AccountName=shop;AccountKey=${secret};EndpointSuffix=core.windows.net`,
      ),
    'API key header': (pick) => both(pick('hex', 32), (secret) => `X-Api-Key: ${secret}`),
    'private key': (pick) =>
      both(
        pick('word', 60),
        (secret) => `-----BEGIN RSA PRIVATE ${'KEY'}-----\n${secret}\n-----END RSA PRIVATE ${'KEY'}-----`,
      ),
    'OpenSSH key': (pick) =>
      both(
        pick('word', 60),
        (secret) =>
          `-----BEGIN OPENSSH PRIVATE ${'KEY'}-----\nb3BlbnNzaC1r${secret}\n-----END OPENSSH PRIVATE ${'KEY'}-----`,
      ),
    'e-mail address': (pick) =>
      both(`jo.${pick('hex', 6)}@example.com`, (secret) => `no such user: ${secret}`),
    'private address': (pick) =>
      both(
        `10.${Number(pick('digits', 2))}.3.${Number(pick('digits', 2))}`,
        (secret) => `connect ECONNREFUSED ${secret}:5432`,
      ),
    'private IPv6 address': (pick) =>
      both(`fd12:${pick('hex', 4)}:789a::1`, (secret) => `connect ENETUNREACH [${secret}]:443`),
    'user name in a path': (pick) =>
      both(`jo${pick('hex', 5)}`, (secret) => `open '/home/${secret}/shop/a.js'`),
    'user name in a Windows path': (pick) =>
      both(`jo${pick('hex', 5)}`, (secret) => `C:\\Users\\${secret}\\shop\\a.js`),
    'user name in a macOS path': (pick) =>
      both(`jo${pick('hex', 5)}`, (secret) => `/Users/${secret}/shop/a.py", line 3`),
    'user name in a file URL': (pick) =>
      both(`jo${pick('hex', 5)}`, (secret) => `file:///home/${secret}/shop/a.mjs:3:1`),
  };

function both(secret: string, text: (secret: string) => string): readonly [string, string] {
  return [text(secret), secret];
}

/** The labelled set: each kind several times, the same in each run. */
export function secretSamples(rounds = 4): readonly Sample[] {
  const pick = makePicker(20261121);
  const samples: Sample[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [kind, make] of Object.entries(kinds)) {
      const secret = make(pick);
      samples.push({ kind, secret, text: (around[round % around.length] ?? String)(secret) });
    }
    for (const [kind, make] of Object.entries({ ...told, ...documented })) {
      const [text, secret] = make(pick);
      samples.push({ kind, secret, text });
    }
  }
  return samples;
}

/** Lines of traces and logs in which nothing is to be hidden. */
export const harmless: readonly string[] = [
  "TypeError: Cannot read properties of undefined (reading 'token')",
  '    at Ledger.read (lib/ledger.js:7:16)',
  'SyntaxError: Unexpected token } in JSON at position 12',
  'commit 9f31c2e7d1b04a5c8e6f7a8b9c0d1e2f3a4b5c6d',
  'sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a',
  'GET /refunds/r-17?page=2&sort=date 500 12 ms',
  'password: required; password must have 8 characters',
  'java.lang.NullPointerException: token is null',
  'job 7f3a1c00-aaaa-4bbb-8ccc-ddddeeeeffff timed out',
  'listening on 127.0.0.1:8080 and 0.0.0.0:443',
  'import { createToken } from "@scope/auth@1.2.3"',
  'git@github.com:acme/shop.git and https://github.com/acme/shop',
  'goroutine 1 [running]: main.main() 0xc000012345',
  'Author: 1234+asha@users.noreply.github.com',
  'secret santa list is empty; key not found: users',
];
