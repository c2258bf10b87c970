import { printed, type Rule } from './rule';

/** Names whose value is a secret, in whatever way it is given to them. */
const names = String.raw`(?:password|passwd|pwd|passphrase|secret|api[_-]?key|access[_-]?key|private[_-]?key|token|client[_-]?secret)`;
const of = (pattern: string): RegExp => new RegExp(pattern, 'gi');

/** Values that programs and files assign to a name that tells what they are, in forms beside `name: value`. */
export const assignedSecrets: readonly Rule[] = [
  // Wrapped, as debugging prints of Rust, Scala and Swift do.
  printed(
    'password',
    'password',
    of(
      String.raw`${names}["']?[ \t]{0,3}[:=][ \t]{0,3}(?:Some|Just|Optional|Ok|Secret)\((?:Some\()?["'](?<value>[^"'()\r\n]{4,300})["']`,
    ),
  ),
  // An entry of an array: `$config['password'] = 'x'`.
  printed(
    'password',
    'password',
    of(String.raw`(?:${names}|\bpass|_pass)["']\][ \t]{0,3}=[ \t]{0,3}["'](?<value>[^"'\r\n]{4,300})["']`),
  ),
  // JSON inside of a string.
  printed(
    'password',
    'password',
    of(String.raw`${names}\\{1,3}["']\s{0,3}:\s{0,3}\\{1,3}["'](?<value>[^"'\\\r\n]{4,300})\\`),
  ),
  printed(
    'password',
    'password',
    of(
      String.raw`<(?:[\w-]{1,30}:)?[\w.-]{0,40}${names}(?:\s[^<>]{0,200})?>\s{0,10}(?<value>[^<>\s]{4,500})\s{0,10}<\/`,
    ),
  ),
  // A name and its value side by side: XML, JSON and YAML of settings.
  printed(
    'password',
    'password',
    of(
      String.raw`\b(?:name|key)["']?\s{0,3}[:=]\s{0,3}["']?[\w.:-]{0,60}${names}["']?[\s,]{1,40}["']?value["']?\s{0,3}[:=]\s{0,3}["']?(?<value>(?!process\b)[^\s"'<>,{}$]{4,300})`,
    ),
  ),
  printed(
    'password',
    'password',
    of(
      String.raw`\bvariable\s{1,3}"[\w-]{0,40}${names}"\s{0,3}\{[^{}]{0,300}?\bdefault\s{0,10}=\s{0,3}"(?<value>[^"\r\n]{4,300})"`,
    ),
  ),
  printed(
    'password',
    'password',
    /\b(?:store|key|signing)Password[ \t]{1,3}["'](?<value>[^"'\r\n]{4,200})["']/g,
  ),
  printed(
    'password',
    'password',
    /\b(?:db|database|smtp|imap|mail|email|mysql|pg|postgres|redis|ftp|ssh|admin|root|user|ldap|proxy|keystore)_?pass["']?[ \t]{0,3}(?:[:=]|=>)[ \t]{0,3}["']?(?<value>(?!\$|process\b)[^\s"'`,;<>()[\]{}]{4,300})/gi,
  ),
  printed(
    'password',
    'password',
    /\b\w{1,40}_(?:pass|pw|pat|creds|credentials?|salt|pepper)["']?[ \t]{0,3}(?:[:=]|=>)[ \t]{0,3}["']?(?<value>(?=[^\s"']{0,200}\d)(?=[^\s"']{0,200}[A-Za-z])[^\s"'`,;<>()[\]{}]{6,300})/gi,
  ),
  // Keys of databases, caches and sorting are none: only those that lock something.
  printed(
    'token',
    'key',
    /(?:encryption|signing|master|crypt|aes|hmac|jwt|tls|ssl|shared|secret|license|licence|storage|account|app|application|admin|write|subscription|session|webhook|deploy)[_-]?key(?:[_-]?base)?["']?[ \t]{0,3}(?:[:=]|=>)[ \t]{0,3}["']?(?<value>(?=[^\s"']{0,200}\d)[A-Za-z0-9+/=_.~-]{16,2000})/gi,
  ),
  printed(
    'token',
    'key',
    /\b(?:[A-Z][A-Z0-9]{0,30}_){0,6}(?:TOKEN|SECRET|API_?KEY|SIGNING_KEY|SECRET_KEY|ENCRYPTION_KEY)=["']?(?<value>(?!process\.|os\.)[A-Za-z0-9+/=_.~-]{8,500})/g,
  ),
  printed(
    'password',
    'password',
    /(?:passwort|kennwort|mot de passe|contraseña|contrasena|senha|wachtwoord|hasło|lösenord|пароль|密码|パスワード)["']?[ \t]{0,2}[:=：][ \t]{0,2}["']?(?<value>(?!falsch|erreur|incorrec|inválid|vac)[^\s"'<>]{4,200})/giu,
  ),
  printed(
    'password',
    'password',
    /\b(?:basic_?)?auth[ \t]{0,3}[:=][ \t]{0,3}[[(][ \t]{0,3}["'][^"'\r\n]{1,80}["'],[ \t]{0,3}["'](?<value>[^"'\r\n]{4,200})["']/gi,
  ),
];
