/** The ways in which a subgraph can fail, each as a person would say it. */
import type { Fault } from './subgraph.ts';

/** Answers with a text. */
export const says =
  (text: string, status = 200, type = 'application/json'): Fault =>
  (response) =>
    void response.writeHead(status, { 'content-type': type }).end(text);

/** Longer than the gateway reads. */
const HUGE = `{"data":{"plot":{"name":"${'x'.repeat(21_000_000)}"}}}`;

export const faults = {
  'never answers': () => {},
  'begins its answer and never ends it': (response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":{'),
  'cuts the connection at once': (response) => void response.destroy(),
  'cuts the connection in the middle of its answer': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 });
    response.write('{"data":{', () => response.destroy());
  },
  'answers 500 with JSON': says('{"errors":[{"message":"at db-3.internal:27017"}]}', 500),
  'answers 502 with a page of a proxy': says('<html><h1>502 Bad Gateway</h1>nginx</html>', 502, 'text/html'),
  'answers 401: it does not trust the gateway': says('{"errors":[{"message":"Only the gateway"}]}', 401),
  'sends the browser elsewhere': (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  'answers with a page': says('<html>Welcome</html>', 200, 'text/html'),
  'answers half of a JSON': says('{"data":{"plot":'),
  'answers nothing': says(''),
  'answers a number as data': says('{"data":5}'),
  'answers a list as data': says('{"data":[]}'),
  'answers no data and no error': says('{"data":null}'),
  'answers an empty object': says('{}'),
  'answers an empty list of errors': says('{"errors":[]}'),
  'answers errors that are none': says('{"errors":["at db-3.internal"]}'),
  'answers errors at a place that is none': says('{"errors":[{"message":"x","path":"plot"}]}'),
  'answers null': says('null'),
  'answers a text': says('"fine"'),
  'answers more than anybody can read': says(HUGE),
  'does not know what is published of it': says(
    '{"errors":[{"message":"Cannot query field","extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}',
    400,
  ),
  'leaves out what was asked': says('{"data":{}}'),
} satisfies Record<string, Fault>;
