import { expect, onTestFinished, test } from 'vitest';
import type { Project } from '../../../main/contract/organise.ts';
import type { ConversationId, ProjectId } from '../../../main/contract/ids.ts';
import { OrganiseService } from '../../../main/core/organise/organise-service.ts';
import { appErrorOf } from '../../support/app-error-of.ts';
import { openSearched } from '../search/searched.ts';

function openOrganised() {
  const { storage, talk } = openSearched();
  const told: string[] = [];
  const service = new OrganiseService({
    organise: storage.organise,
    clock: { now: () => 1 },
    publishConversation: (id) => void told.push(id),
    publishList: () => void told.push('list'),
    projectsChanged: () => undefined,
  });
  const projects: (readonly Project[])[] = [];
  onTestFinished(service.watch((event) => void projects.push(event.projects)));
  const projectOf = (id: ConversationId) => storage.conversations.find(id)?.projectId ?? null;
  const make = (name: string) => service.saveProject({ id: null, name, systemPrompt: `About ${name}` });
  return { storage, service, talk, told, projects, projectOf, make, tagsOf: tagsOf(storage) };
}

function tagsOf(storage: ReturnType<typeof openSearched>['storage']) {
  return (id: ConversationId) => storage.conversations.find(id)?.tags;
}

test('a deleted project lets its conversations go, and comes back with them and its prompt', () => {
  const { service, talk, projects, projectOf, make } = openOrganised();
  const garden = make('Garden');
  const other = make('another');
  const [first, second] = [talk('a', []), talk('b', [])];
  service.setProject([first, second], garden.id);
  service.removeProject(garden.id);
  expect([projectOf(first), projectOf(second)]).toEqual([null, null]);
  service.setProject([second], other.id);
  service.restoreProject(garden.id);
  // What went elsewhere meanwhile stays there.
  expect([projectOf(first), projectOf(second)]).toEqual([garden.id, other.id]);
  expect(projects.at(-1)).toEqual([other, garden]);
});

test('a project that is gone is refused, and so is a second undo', async () => {
  const { service, talk, make } = openOrganised();
  const id = talk('a', []);
  const garden = make('Garden');
  service.removeProject(garden.id);
  service.restoreProject(garden.id);
  const gone = 'gone' as ProjectId;
  expect(
    await Promise.all(
      [
        () => service.setProject([id], gone),
        () => service.removeProject(gone),
        () => service.restoreProject(garden.id),
        () => service.saveProject({ id: gone, name: 'x', systemPrompt: '' }),
      ].map(appErrorOf),
    ),
  ).toEqual(['not-found', 'not-found', 'not-found', 'not-found']);
});

test('tags are the same whatever their letter case, and keep the spelling that came first', () => {
  const { service, talk, tagsOf: tags } = openOrganised();
  const [first, second] = [talk('a', []), talk('b', [])];
  service.setTags(first, ['Garden', 'garden', 'Tea']);
  service.changeTag([first, second], 'GARDEN', true);
  expect([tags(first), tags(second)]).toEqual([['Garden', 'Tea'], ['Garden']]);
  service.changeTag([first, second], 'gArden', false);
  expect([tags(first), tags(second)]).toEqual([['Tea'], []]);
});

test('a conversation takes so many tags and no more', () => {
  const { service, talk, tagsOf: tags } = openOrganised();
  const id = talk('a', []);
  for (let count = 0; count < 40; count++) service.changeTag([id], `tag${count}`, true);
  expect(tags(id)?.length).toBe(32);
});

test('few changed conversations are told one by one, many as a list', () => {
  const { service, talk, told } = openOrganised();
  const ids = Array.from({ length: 30 }, (_, index) => talk(`c${index}`, []));
  service.setArchived(ids.slice(0, 2), true);
  service.setArchived(ids, true);
  expect(told).toEqual(['c0', 'c1', 'list']);
});
