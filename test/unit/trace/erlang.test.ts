import assert from 'node:assert/strict';
import { told } from './told';

describe('Erlang’s reports, as older releases and behaviours print them', () => {
  it('tell proc_lib’s own calls where they are printed', () => {
    const report = `=CRASH REPORT==== 21-Nov-2026::08:31:09 ===
  crasher:
    initial call: shop_worker:init/1
    pid: <0.123.0>
    exception error: bad key: a
      in function  ledger:read/1 (ledger.erl, line 5)
      in call from gen_server:try_dispatch/4 (gen_server.erl, line 616)
      in call from proc_lib:init_p_do_apply/3 (proc_lib.erl, line 247)
    ancestors: [shop_sup,<0.100.0>]
`;
    assert.deepEqual(told(report), [
      [
        'erlang',
        [
          'thrown error: bad key: a',
          'ledger:read/1 ledger.erl:5:null',
          'gen_server:try_dispatch/4 gen_server.erl:616:null',
          'proc_lib:init_p_do_apply/3 proc_lib.erl:247:null',
        ],
      ],
    ]);
  });

  it('begin at their own error, not at one that a line above only mentions', () => {
    const log = `crasher: initial call: ledger:init/1, exception error: {badmatch,3}
  crasher:
    exception error: bad key: a
      in function  ledger:read/1 (ledger.erl, line 5)
`;
    assert.deepEqual(told(log), [
      ['erlang', ['thrown error: bad key: a', 'ledger:read/1 ledger.erl:5:null']],
    ]);
  });

  it('name the reason that a server ended with', () => {
    const report = `=ERROR REPORT==== 21-Nov-2026::08:31:09 ===
** Generic server shop_worker terminating 
** Last message in was tick
** When Server state == {state,1}
** Reason for termination == 
** {function_clause,[{ledger,read,[foo],[{file,"src/ledger.erl"},{line,12}]},
                     {shop_worker,handle_info,2,[{file,"src/shop_worker.erl"},{line,33}]},
                     {proc_lib,init_p_do_apply,3,[{file,"proc_lib.erl"},{line,247}]}]}
`;
    assert.deepEqual(told(report), [
      [
        'erlang',
        [
          'thrown error: function_clause',
          'ledger:read/1 src/ledger.erl:12:null',
          'shop_worker:handle_info/2 src/shop_worker.erl:33:null',
          'proc_lib:init_p_do_apply/3 proc_lib.erl:247:null',
        ],
      ],
    ]);
  });
});
