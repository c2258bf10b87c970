import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { createGitHub } from '../../../src/adapters/github';
import { LostAnswerError } from '../../../src/core/ports/github';

/** A server that answers as GitHub seldom does. */
describe('an odd answer of GitHub', () => {
  let server: Server;
  let url: string;
  let answer: { body: unknown; headers?: Record<string, string> } = { body: {} };

  before(async () => {
    server = createServer((request, response) => {
      request.resume();
      request.on('end', () => {
        response.writeHead(200, { 'content-type': 'application/json', ...answer.headers });
        response.end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  const discussion = {
    id: 'D1',
    number: 1,
    url: 'https://github.com/a/b/discussions/1',
    title: 'T',
    body: 'B',
    createdAt: '2026-11-20T10:00:00Z',
    viewerDidAuthor: true,
    viewerCanUpdate: true,
    author: null,
  };

  it('to a write, with data and an error, is no confirmation: nobody knows whether it arrived', async () => {
    const errors = [{ message: 'A part of it could not be resolved.' }];
    answer = { body: { data: { createDiscussion: { discussion } }, errors } };
    const input = { repositoryId: 'R', categoryId: 'C', title: 'T', body: 'B' };
    await assert.rejects(createGitHub(url, 't', 1).createDiscussion(input), LostAnswerError);
    answer = { body: { data: { viewer: { login: 'asha' } }, errors } };
    assert.deepEqual(
      await createGitHub(url, 't', 1).viewer(),
      { login: 'asha' },
      'a read takes what is there',
    );
  });

  it('says nothing on the console, whatever it warns of', async () => {
    const said: string[] = [];
    const streams = [process.stdout, process.stderr];
    const writes = streams.map((stream) => stream.write.bind(stream));
    streams.forEach((stream) => {
      stream.write = (text: string | Uint8Array) => said.push(String(text)) > 0;
    });
    try {
      const link = '<https://developer.github.com/changes>; rel="deprecation"';
      const headers = { deprecation: 'Sat, 01 Nov 2025 00:00:00 GMT', sunset: 'soon', link };
      answer = { body: { data: { viewer: { login: 'asha' } } }, headers };
      await createGitHub(url, 's3cret', 1).viewer();
    } finally {
      streams.forEach((stream, index) => {
        stream.write = writes[index] ?? stream.write;
      });
    }
    assert.deepEqual(said, []);
  });
});
