import assert from 'node:assert/strict';
import { readTraces } from '../../../src/core/trace/readTrace';
import { told } from './told';

const before = `[2026-11-21T10:00:00.123456+00:00] request.INFO: Matched route "refund". {"route":"refund"} []\n`;
const inOneLine = String.raw`[2026-11-21T10:00:00.223456+00:00] request.CRITICAL: Uncaught PHP Exception App\Exception\NoRow: "no row" at /srv/app/src/Ledger.php line 12 {"exception":"[object] (App\\Exception\\NoRow(code: 0): no row for \"r-17\" at /srv/app/src/Ledger.php:12)"} []
`;
const withCauses = String.raw`[2026-11-21T10:00:00.223456+00:00] request.CRITICAL: Uncaught PHP Exception Shop\DbError: "x" at Ledger.php line 12 {"exception":"[object] (Doctrine\\DBAL\\Exception\\ConnectionException(code: 2002): SQLSTATE[HY000] [2002] No route to host at /srv/vendor/doctrine/dbal/src/ExceptionConverter.php:103)\n[previous exception] [object] (PDOException(code: HY000): SQLSTATE[HY000] [2002] No route to host at /srv/vendor/doctrine/dbal/src/PDOConnect.php:33)"} []
`;
const withCalls = String.raw`partdb           | [2026-02-01T10:00:00.223456+00:00] request.CRITICAL: Uncaught PHP Exception {"exception":"[object] (Doctrine\\DBAL\\Exception\\UniqueConstraintViolationException(code: 7): SQLSTATE[23505]: Unique violation: 7 ERROR:  duplicate key value violates unique constraint \"log_pkey\"
partdb           | DETAIL:  Key (id)=(4) already exists. at /srv/vendor/doctrine/dbal/src/ExceptionConverter.php:47)
partdb           | [stacktrace]
partdb           | #0 /srv/vendor/doctrine/dbal/src/Connection.php(1461): Doctrine\\DBAL\\ExceptionConverter->convert()
partdb           | #1 /srv/public/index.php(5): require_once('...')
partdb           | #2 {main}
partdb           | ${''}
partdb           | [previous exception] [object] (Doctrine\\DBAL\\Driver\\PDO\\Exception(code: 7): SQLSTATE[23505]: Unique violation at /srv/vendor/doctrine/dbal/src/Exception.php:24)
partdb           | [stacktrace]
partdb           | #0 /srv/vendor/doctrine/dbal/src/Statement.php(55): Doctrine\\DBAL\\Driver\\PDO\\Exception::new()
partdb           | #1 {main}
partdb           | "} {"token":"abc"}
`;

describe('the logs of Symfony and Laravel', () => {
  it('tell an exception and its place in one line', () => {
    assert.deepEqual(told(before + inOneLine + before), [
      [
        'php',
        [String.raw`thrown App\Exception\NoRow: no row for "r-17"`, 'null /srv/app/src/Ledger.php:12:null'],
      ],
    ]);
  });

  it('tell it where nothing follows the context', () => {
    assert.equal(told(inOneLine.replace(' []\n', '\n')).length, 1);
  });

  it('tell what it was caused by in the same line', () => {
    assert.deepEqual(told(withCauses), [
      [
        'php',
        [
          String.raw`thrown Doctrine\DBAL\Exception\ConnectionException: SQLSTATE[HY000] [2002] No route to host`,
          'null /srv/vendor/doctrine/dbal/src/ExceptionConverter.php:103:null',
        ],
        [
          'cause PDOException: SQLSTATE[HY000] [2002] No route to host',
          'null /srv/vendor/doctrine/dbal/src/PDOConnect.php:33:null',
        ],
      ],
    ]);
  });

  it('tell calls below each exception, and messages of several lines', () => {
    assert.deepEqual(told(withCalls), [
      [
        'php',
        [
          String.raw`thrown Doctrine\DBAL\Exception\UniqueConstraintViolationException: SQLSTATE[23505]: Unique violation: 7 ERROR:  duplicate key value violates unique constraint "log_pkey"${'\n'}DETAIL:  Key (id)=(4) already exists.`,
          'null /srv/vendor/doctrine/dbal/src/ExceptionConverter.php:47:null',
          String.raw`Doctrine\DBAL\ExceptionConverter->convert /srv/vendor/doctrine/dbal/src/Connection.php:1461:null`,
          'require_once /srv/public/index.php:5:null',
        ],
        [
          String.raw`cause Doctrine\DBAL\Driver\PDO\Exception: SQLSTATE[23505]: Unique violation`,
          'null /srv/vendor/doctrine/dbal/src/Exception.php:24:null',
          String.raw`Doctrine\DBAL\Driver\PDO\Exception::new /srv/vendor/doctrine/dbal/src/Statement.php:55:null`,
        ],
      ],
    ]);
  });

  it('tell nothing where no exception has a place', () => {
    for (const text of [
      before.repeat(20),
      '{"exception":"[object] (DomainException(code: 0): no place)"} []\n',
      '{"exception":"[object] (DomainException(code: 0): cut off at /srv/app/Ledger.p',
      'The value was [object] (of nobody knows what) at line 12) []\n',
      '[stacktrace]\nNothing came.\n',
    ])
      assert.deepEqual(readTraces(text), [], text);
  });
});
