import { ActionIcon, Menu } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconDots, IconKey, IconPencil, IconTrash, IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { answerOf, api } from '../../api/client.ts';
import { useSession } from '../../api/use-session.ts';
import { confirm } from '../../parts/confirm.tsx';
import { printPerson } from '../../parts/print-person.ts';
import { showSecrets } from '../../parts/show-secrets.tsx';
import { useAction } from '../../parts/use-action.ts';
import { EditPerson } from './edit-person.tsx';
import type { User } from './people-query.ts';

const path = '/elements/api-v2/users/{userId}';
const changes = [['people'], ['session']];

/** What an admin can do with a person. */
export function PersonMenu({ person }: { person: User }) {
  const isOneself = useSession().user.id === person.id;
  const name = printPerson(person);
  const { active } = person;
  const setActive = useActive(person);
  const renew = useNewSecret(person);
  const remove = useRemoval(person);
  const edit = () => {
    const id = modals.open({
      title: `Edit ${name}`,
      children: <EditPerson person={person} isOneself={isOneself} onDone={() => modals.close(id)} />,
    });
  };
  return (
    <Menu position="bottom-end" width={220} shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`What to do with ${name}`}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={edit}>
          Edit
        </Menu.Item>
        <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={() => renew.mutate()}>
          New User secret
        </Menu.Item>
        {!isOneself && (
          <>
            <Menu.Item
              leftSection={active ? <IconUserOff size={16} aria-hidden /> : <IconUserCheck size={16} aria-hidden />}
              onClick={() => setActive.mutate()}
            >
              {active ? 'Deactivate' : 'Activate'}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              c="var(--mantine-color-error)"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => remove.mutate()}
            >
              Delete
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function useActive(person: User) {
  const { id, active } = person;
  const name = printPerson(person);
  return useAction({
    run: async () => {
      const ask = {
        title: `Deactivate ${name}?`,
        body: 'All sessions end at once, and password and User secret are refused. Instances of this person go on, and you can activate the person again.',
        confirmLabel: 'Deactivate',
      };
      if (active && !(await confirm(ask))) return false;
      await answerOf(api.PATCH(path, { params: { path: { userId: String(id) } }, body: { active: !active } }));
      return true;
    },
    failed: `${name} was not changed`,
    changes,
  });
}

function useNewSecret(person: User) {
  const name = printPerson(person);
  return useAction({
    run: async () => {
      const agreed = await confirm({
        title: `A new User secret for ${name}?`,
        body: 'The secret before is refused at once: programs that send it stop working until they have the new one.',
        confirmLabel: 'Make a new secret',
      });
      if (!agreed) return;
      const call = api.POST('/elements/api-v2/users/{userId}/secret', {
        params: { path: { userId: String(person.id) } },
      });
      const { secret } = await answerOf(call);
      await showSecrets({ title: `User secret of ${name}`, secrets: [{ label: 'User secret', value: secret }] });
    },
    failed: 'The secret was not changed',
  });
}

function useRemoval(person: User) {
  const name = printPerson(person);
  return useAction({
    run: async () => {
      const agreed = await confirm({
        title: `Delete ${name}?`,
        body: 'This cannot be undone. Instances and connectors of this person stay, and become yours.',
        confirmLabel: `Delete ${name}`,
      });
      if (agreed) await answerOf(api.DELETE(path, { params: { path: { userId: String(person.id) } } }));
    },
    failed: `${name} was not deleted`,
    changes: [...changes, ['instances']],
  });
}
