import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settings } from '../../src/config.ts';
import { accountSettings } from '../../src/model/account-settings.ts';
import { faults } from '../../src/model/fault.ts';
import { noticeKinds } from '../../src/model/notice.ts';
import { detectionRuleNames } from '../../src/detect/detect.ts';
import { projectFiles, projectRoot, readProjectFile } from './project-files.ts';

/** The first cell of the rows of a page's tables, where it is code, and headings that are code. */
const entries = (page: string): string[] =>
  readProjectFile(page)
    .split('\n')
    .flatMap((line) => /^(?:\||#{2,} ) *`([^`]+)`/.exec(line)?.[1] ?? []);

describe('the reference', () => {
  test('every fault is in docs/reference/errors.md, and nothing else', () => {
    expect(entries('docs/reference/errors.md').sort()).toEqual(Object.keys(faults).sort());
  });

  test('every setting is in docs/reference/settings.md, and nothing else', () => {
    expect(entries('docs/reference/settings.md').sort()).toEqual(settings.map((setting) => setting.name).sort());
  });

  test('every setting of an account is in docs/reference/account-settings.md, and nothing else', () => {
    expect(entries('docs/reference/account-settings.md')).toEqual(accountSettings.map(({ name }) => name));
  });

  test('every kind of notice is in docs/reference/notices.md, and nothing else', () => {
    expect(entries('docs/reference/notices.md').sort()).toEqual(noticeKinds.toSorted());
  });

  test('every rule of detection is in docs/reference/change-detection.md, and nothing else', () => {
    expect(entries('docs/reference/change-detection.md').sort()).toEqual(detectionRuleNames.toSorted());
  });

  test('every page is listed in the index', () => {
    const index = readProjectFile('docs/README.md');
    const listed = projectFiles('docs').filter((path) => path.endsWith('.md') && path !== 'docs/README.md');
    expect(listed.filter((path) => !index.includes(`(${path.slice('docs/'.length)})`))).toEqual([]);
  });

  test('every decision has a number of its own, without a gap', () => {
    const files = projectFiles('docs/decisions').map((path) => path.slice('docs/'.length));
    const numbers = files.map((path) => /^decisions\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1]);
    expect(numbers).toEqual(files.map((_, index) => String(index + 1).padStart(4, '0')));
  });
});

const pages = projectFiles().filter((path) => path.endsWith('.md'));

test.each(pages)('the links of %s lead somewhere', (page) => {
  const prose = readProjectFile(page).replace(/```[\s\S]*?```/g, '');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  const local = targets.filter((target) => !/^(?:https?:|mailto:|#)/.test(target));
  const place = (target: string) => join(projectRoot, dirname(page), target.split('#')[0] ?? '');
  expect(local.filter((target) => !existsSync(place(target)))).toEqual([]);
});
