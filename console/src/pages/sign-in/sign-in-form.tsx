import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { sessionQuery, signIn } from '../../api/session.ts';
import { signInFault } from './sign-in-fault.ts';

/** Name and password, kept nowhere but in the fields. */
export function SignInForm({ next }: { next: string }) {
  const router = useRouter();
  const client = useQueryClient();
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => name.current?.focus(), []);
  const [pending, setPending] = useState(false);
  const [fault, setFault] = useState<string>();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { username: '', password: '' },
    validate: {
      username: (value) => (value.trim() === '' ? 'Enter your e-mail address' : null),
      password: (value) => (value === '' ? 'Enter your password' : null),
    },
  });
  const submit = form.onSubmit(async ({ username, password }) => {
    setPending(true);
    setFault(undefined);
    try {
      const session = await signIn(username, password);
      client.setQueryData(sessionQuery.queryKey, session);
      router.history.push(next);
    } catch (error) {
      setFault(signInFault(error));
      setPending(false);
      document.querySelector<HTMLInputElement>('input[name="password"]')?.select();
    }
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {fault !== undefined && (
          <Alert color="red" role="alert">
            {fault}
          </Alert>
        )}
        <TextInput
          label="E-mail address"
          name="username"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          ref={name}
          key={form.key('username')}
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={pending} fullWidth mt="xs">
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
