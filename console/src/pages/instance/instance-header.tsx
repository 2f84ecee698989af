import { Badge, Button, Group } from '@mantine/core';
import { IconPlayerPlay, IconPlugConnected, IconRefresh } from '@tabler/icons-react';
import { useMayWrite } from '../../api/use-session.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { healthLooks } from '../../parts/health-words.ts';
import { InstanceMenu } from './instance-menu.tsx';
import type { Instance, InstanceHealth } from './instance-queries.ts';
import { type InstanceActions, useInstanceActions } from './use-instance-actions.ts';
import { ReconnectWaiting } from './reconnect-waiting.tsx';
import { useReconnect } from './use-reconnect.ts';

interface InstanceHeaderProps {
  instance: Instance;
  health: InstanceHealth | undefined;
  /** Undefined: not known yet. */
  asksForConsent: boolean | undefined;
  /** Where credentials are entered that no page of the provider asks for. */
  onConfigure: () => void;
}

/** Which instance it is, how it is, and what can be done with it. */
export function InstanceHeader({ instance, health, asksForConsent, onConfigure }: InstanceHeaderProps) {
  const actions = useInstanceActions(instance.id);
  const reconnect = useReconnect(instance);
  const mayWrite = useMayWrite();
  const look = health && healthLooks[health.status];
  const connect = asksForConsent === false ? onConfigure : reconnect.start;
  return (
    <>
      <PageHeader
        title={instance.name}
        parents={[{ label: 'Instances', to: '/instances' }]}
        badges={
          <Group gap={6}>
            {look && <StatusBadge tone={look.tone}>{look.word}</StatusBadge>}
            {instance.tags
              .filter((tag) => tag !== instance.name)
              .map((tag) => (
                <Badge key={tag} color="gray" variant="outline" c="dimmed">
                  {tag}
                </Badge>
              ))}
          </Group>
        }
        description={`${instance.element.name} · instance ${instance.id}`}
        actions={
          mayWrite && (
            <>
              <MainAction {...{ health, instance, actions, connect }} isConnecting={reconnect.isStarting} />
              <InstanceMenu
                instance={instance}
                isPaused={health?.reasons.some(({ code }) => code === 'polling.paused') ?? false}
                actions={actions}
                onReconnect={connect}
              />
            </>
          )
        }
      />
      <ReconnectWaiting reconnect={reconnect} />
    </>
  );
}

interface MainActionProps {
  instance: Instance;
  health: InstanceHealth | undefined;
  actions: InstanceActions;
  connect: () => void;
  isConnecting: boolean;
}

/** What is to be done next, by how the instance is. */
function MainAction({ instance, health, actions, connect, isConnecting }: MainActionProps) {
  const { enable, resume, pollNow } = actions;
  if (instance.disabled) {
    return (
      <Button
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={enable.isPending}
        onClick={() => enable.mutate()}
      >
        Enable
      </Button>
    );
  }
  if (health?.status === 'reconnect') {
    return (
      <Button leftSection={<IconPlugConnected size={16} aria-hidden />} loading={isConnecting} onClick={connect}>
        Connect again
      </Button>
    );
  }
  if (health?.status === 'paused') {
    return (
      <Button
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={resume.isPending}
        onClick={() => resume.mutate()}
      >
        Resume polling
      </Button>
    );
  }
  return (
    <Button
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={pollNow.isPending}
      onClick={() => pollNow.mutate(undefined)}
    >
      Poll now
    </Button>
  );
}
