import assert from 'node:assert/strict';
import { findSecrets } from '../../../src/core/secrets/find';
import { createRedactor } from '../../../src/core/secrets/redactor';
import { assertLinear } from '../growth';

// Put together here, so that no scanner takes this file for a leak.
const of = (signs: string, length: number): string => signs.repeat(length).slice(0, length);
const hex = (length: number): string => of('3f2b9c1d4e5a6807', length);
const lower = (length: number): string => of('k3j9x0qpa7', length);
const mixed = (length: number): string => of('aB3xK9qZ7m', length);
const base64 = (length: number): string => of('aB3x+9qZ/m', length);
const pw = 'hunter2-Kx9';
const plain = 'correcthorse';
const [begin, end] = ['-----BEGIN RSA PRIVATE', '-----END RSA PRIVATE'];

/** How it is written, with the secret where `#` is. */
const printed: readonly (readonly [text: string, secret: string])[] = [
  // Headers
  ['sent with token #', lower(12)],
  ['Authorization: #', hex(40)],
  ['Authorization: Bearer #', 'abcdefghijklmnopqrst'],
  ['Authorization: Bearer #', 'abc123'],
  ['"Authorization": "Basic #"', 'YWxhZGRpbjpvcGVu'],
  ['Authorization: Token token="#"', hex(20)],
  ['Authorization: SharedKey account:#=', base64(43)],
  ['Authorization: Digest username="ana", realm="x", response="#"', hex(32)],
  ['X-Api-Key: #', hex(32)],
  ['X-Auth-Key: #', hex(37)],
  ['Ocp-Apim-Subscription-Key: #', hex(32)],
  ['x-functions-key: #==', base64(54)],
  ["[ 'X-Api-Key', '#' ]", hex(32)],
  // Addresses and forms
  ['https://x.example/?user=a&pass=#', pw],
  ['https://x.example/?appid=#', hex(32)],
  ['https://x.example/?subscription-key=#', hex(32)],
  ['https://x.example/?jwt=#', lower(40)],
  ['https://x.example/cb#id_token=#&state=1', lower(40)],
  ['body %22password%22%3A%22#%22', plain],
  ['elastic:#@es.example.com:9200', 'p4$sword!'],
  // Command lines
  ['tool --password #', plain],
  ['tool --db-password #', pw],
  ['gpg --passphrase #', plain],
  ['az login --service-principal --client-secret #', `${pw}x`],
  ['az devops login --pat #', lower(52)],
  ['java -Dsonar.login=# -jar x.jar', hex(40)],
  ['["--password","#"]', plain],
  // Assignments
  ['Config { api_key: Some("#") }', hex(24)],
  ["$config['password'] = '#';", plain],
  ["['db_pass' => '#']", plain],
  ['{\\"password\\":\\"#\\"}', plain],
  ['<password>#</password>', plain],
  ['<add key="ApiKey" value="#" />', hex(32)],
  ['- name: DB_PASSWORD\n  value: #', plain],
  ['{"name":"DB_PASSWORD","value":"#"}', plain],
  ['variable "db_password" {\n  default = "#"\n}', plain],
  ["storePassword '#'", plain],
  ['SMTP_PASS=#', pw],
  ['DB_CREDENTIALS=ana:#', pw],
  ['AZURE_DEVOPS_EXT_PAT=#', lower(52)],
  ['API_TOKEN=#', 'abcdefghijklmnop'],
  ['ENCRYPTION_KEY=#', hex(32)],
  ['RAILS_MASTER_KEY=#', hex(32)],
  ['secret_key_base = "#"', hex(128)],
  ['Passwort: #', plain],
  ['contraseña: #', plain],
  ["auth: ['ana', '#']", pw],
  ["requests.get(url, auth=('ana', '#'))", pw],
];
/** The same, that are known in what people write, too. */
const anywhere: readonly (readonly [text: string, secret: string])[] = [
  ['sent as Bearer #', lower(20)],
  ['curl -u admin:# https://x.example/', pw],
  ["curl --user 'admin:#' https://x.example/", plain],
  ['docker login -u ana -p # registry.example', pw],
  ['mysql -u root -p# -h db', pw],
  ['redis-cli -h x -a # ping', pw],
  ['sshpass -p # ssh a@b', pw],
  ['ldapsearch -D cn=a -w #', pw],
  ['mosquitto_pub -u a -P # -t x', pw],
  ['mongosh -u a -p # db', pw],
  ['dotnet nuget push x.nupkg -k # --source y', `${pw}zzzz`],
  ['openssl enc -pass pass:#', plain],
  ['keytool -list -storepass # -alias a', plain],
  ['machine api.example.com login ana password #', plain],
  ['machine api.example.com\n  login ana\n  password #', pw],
  ['db.example.com:5432:shop:ana:#', pw],
  ['_auth=#', 'YWRtaW46cGFzc3dvcmQx'],
  ['{"auths":{"r.example":{"auth":"#"}}}', 'YW5hOnNlY3JldA=='],
  ['{"github-oauth":{"github.com":"#"}}', hex(40)],
  ['jdbc:oracle:thin:scott/#@//h:1521/x', pw],
  ['postgres://ana:#@h/db', `p@${pw}`],
  ['https://#@github.com/a/b.git', hex(40)],
  ['https://chat.example/hooks/#', lower(26)],
  ['https://api.telegram.org/bot#/sendMessage', `123456789:AA${mixed(33)}`],
  [`AC${hex(32)}:#`, `${hex(31)}0`],
  ['Unseal Key 1: #=', base64(43)],
  ['verification code: #', '493817'],
  ['PHPSESSID=#', lower(26)],
  ['JSESSIONID=#', hex(32).toUpperCase()],
  ['d=#', `xoxd-${mixed(20)}%2F${mixed(20)}`],
  ['hash #', `$2b$12$${of('R9h/cIPz0gi.', 53)}`],
  ['hash #', `$6$rounds=5000$abcdefgh$${mixed(86)}`],
  ['hash #', `$argon2id$v=19$m=65536,t=3,p=4$${mixed(22)}$${mixed(43)}`],
  ['client-key-data: #', `LS0tLS1CRUdJTiB${base64(80)}`],
  ['Private-Lines: 2\n#', `${base64(64)}\n${base64(44)}`],
];

describe('a secret in its place', () => {
  for (const [text, secret] of [...printed, ...anywhere])
    it(`is hidden in a report: ${text.replace(/\s+/g, ' ')}`, () => {
      const shown = createRedactor().text(text.replace(/#(?!id_token)/, () => secret));
      assert.ok(!shown.includes(secret) && !shown.includes(secret.slice(-8)), shown);
      assert.match(shown, /\[[a-z-]+-1\]/);
    });
  for (const [text, secret] of anywhere)
    it(`is found in a note: ${text.replace(/\s+/g, ' ')}`, () => {
      const whole = text.replace('#', () => secret);
      const at = whole.indexOf(secret);
      const found = findSecrets(whole);
      assert.ok(
        found.some(({ start, end: last }) => start <= at + secret.length - 4 && last >= at + secret.length),
        JSON.stringify(found),
      );
    });
  it('is hidden with the lines before a key, and of a key that was cut', () => {
    const headed = `${begin} KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,AA\n\nMIIEow12\n${end} KEY-----`;
    assert.equal(createRedactor().text(`a\n${headed}\nb`), 'a\n[private-key-1]\nb');
    const onOneLine = headed.replaceAll('\n', ' ').replace('  ', ' ');
    assert.equal(createRedactor().text(`a ${onOneLine} b`), 'a [private-key-1] b');
    const cut = `${begin} KEY-----\n${base64(64)}\n${base64(64)}\n${base64(30)}`;
    assert.equal(createRedactor().text(`a\n${cut}\n\nand then`), 'a\n[private-key-1]\n\nand then');
    assert.equal(
      createRedactor().text(`${begin} KEY----- is missing here`),
      '[private-key-1] is missing here',
    );
  });
});

describe('what only looks like a secret in its place', () => {
  for (const line of [
    'curl -u is short for --user, and curl https://x.example:8080/ needs neither',
    'curl --user "$USER:$PASSWORD" https://x.example/',
    'mysql -p asks for it; docker login -u ana; redis-cli -h x ping',
    'mkdir -p build/output && docker run -p 8080:80 nginx',
    'use --password instead of a prompt, or --password-file; --password string  the password',
    'tool --password <value> --token $TOKEN --password="$PASSWORD"',
    'the password: required; passphrase: string',
    'Authorization: required',
    'Authorization header is missing',
    `X-Request-Id: ${hex(32)}, Idempotency-Key: ${hex(32)}, x-cache-key: ${hex(32)}`,
    `ETag: "${hex(32)}", primary_key=${hex(32)}, foreign_key: ${hex(32)}, cache_key=${hex(32)}`,
    'render_pass: shadow_map, second_pass=true, byPass: 1, compass: north',
    'max_tokens: 4096, tokenizer: gpt2, token: IDENTIFIER',
    'const token = lexer.next(); if (token === null) return;',
    'function login(password: string, secret?: string): Promise<void>',
    'Config { password: None, api_key: Some(key) }',
    '<password></password><token/>',
    '<add key="PageSize" value="12345678" />',
    '- name: LOG_LEVEL\n  value: debug1234',
    `commit ${hex(40)}`,
    `id: 0f8fad5b-d9cb-469f-a165-70867728950e`,
    `"integrity": "sha512-${base64(86)}=="`,
    `data:image/png;base64,${of('iVBORw0KGgoAAAANSUhEUgAA', 120)}`,
    `certificate-authority-data: ${'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t'}`,
    'http://localhost:5173/@vite/client and https://registry.example/@scope/name',
    'npm:react@18.2.0, react-dom@npm:18.2.0, eslint@8.57.0:12',
    'at pay (src/refund.ts:54:32:note:this) and src/main.c:5:12: error: no',
    'price is $5$ or $6, echo $1$2$3',
    'default login page; machine learning model login password reset',
    'the code is 4930 lines long; GPIO pin: 1234',
    '-D is for debugging; -DNDEBUG -Dkey=value',
    'https://github.com/acme/shop/settings/hooks/123456',
    'SECRET=$SECRET TOKEN=${TOKEN} API_KEY=',
  ])
    it(`stays as it is: ${line.slice(0, 80).replace(/\s+/g, ' ')}`, () => {
      assert.equal(createRedactor().text(line), line);
    });
});

describe('the rules of secrets', () => {
  for (const part of [
    'curl ',
    'curl -u ',
    'mysql -u ',
    'docker login ',
    'a-',
    'x-a-b-',
    'A_B_',
    '--a-',
    '<a.',
    'name="token" ',
    'variable "token" {',
    `${begin} KEY-----\n`,
    'machine a login b ',
    'Digest a ',
    'a:5432:b:',
    'https://a1',
    'password ',
    '%22token',
    'a.b:1@',
    '$1$a',
  ])
    it(`take time that grows with the length of the text: ${part.trim()}`, () => {
      assertLinear((times) => createRedactor().text(part.repeat(times)), 1_000, part);
    });

  it('take time that grows with the length of what looks like the lines before a key', () => {
    for (const start of [`${begin} KEY-----\n`, `${begin} KEY----- `])
      assertLinear(
        (times) => createRedactor().text(`${start}${'Aa: '.repeat(times)}${lower(200)}`),
        6,
        start,
      );
  });
});
