import { describe, expect, test } from 'vitest';
import { restSchemas } from './schemas/rest.js';
import { payloadErrors } from './schemas/webhooks.js';

const annotation = {
  path: 'a.ts',
  blob_href: 'https://github.example/a.ts',
  start_line: 1,
  end_line: 1,
  start_column: null,
  end_column: null,
  annotation_level: 'notice',
  title: null,
  message: 'Look',
  raw_details: null,
};

describe('a schema of REST', () => {
  const schemas = restSchemas(['checks/list-annotations', 'checks/create']);
  const wrong = (body: unknown) => schemas.reply('checks/list-annotations', 200, body);

  test('finds what is missing, of a wrong type, or made up', () => {
    expect(wrong([annotation])).toEqual([]);
    const { path: _, ...rest } = annotation;
    expect(wrong([rest])).toEqual(["/0 must have required property 'path'"]);
    expect(wrong([{ ...annotation, start_line: 'one' }])).toEqual(['/0/start_line must be integer']);
    expect(wrong([{ ...annotation, colour: 'red' }])).toEqual([
      '/0 must NOT have additional properties: colour',
    ]);
  });

  test('finds what a request may not say', () => {
    const body = { name: 'Holdfast', head_sha: 'a'.repeat(40) };
    expect(schemas.request('checks/create', body)).toEqual([]);
    expect(schemas.request('checks/create', { ...body, sha: 'b' })).toHaveLength(1);
    const output = { title: 'T', summary: 's'.repeat(65_536) };
    expect(schemas.request('checks/create', { ...body, output })).toHaveLength(1);
    expect(schemas.reply('checks/create', 418, {})).toEqual(['418 is no answer of checks/create']);
  });
});

test('a schema of an event finds what is missing', () => {
  const sender = payloadErrors('github_app_authorization', 'revoked', { action: 'revoked' });
  expect(sender).toEqual(["/ must have required property 'sender'"]);
  expect(payloadErrors('pull_request', 'admired', {})).toHaveLength(1);
});
