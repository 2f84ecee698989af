// Generated from the OpenAPI document by scripts/docs/console-types.ts; npm run docs writes it anew.
export interface paths {
  '/elements/api-v2/accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The accounts of the organisation */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Account'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/accounts/{accountId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One account */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the account. */
          accountId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Account'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/accounts/{accountId}/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Settings of an account */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the account. */
          accountId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Every setting as text: notification.webhook.failure.policy, notification.webhook.retry.schedule, retention.events.days, retention.bodies.days, retention.attempts.days, retention.undelivered.days, retention.usage.days, retention.notices.days, retention.polls.days. Null: that of another setting counts. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              [key: string]: string | null;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change single settings */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the account. */
          accountId: number;
        };
        cookie?: never;
      };
      /** @description The settings to change; null, or an empty text, brings the default back. */
      requestBody: {
        content: {
          'application/json': {
            [key: string]: string | number | null;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Every setting as text: notification.webhook.failure.policy, notification.webhook.retry.schedule, retention.events.days, retention.bodies.days, retention.attempts.days, retention.undelivered.days, retention.usage.days, retention.notices.days, retention.polls.days. Null: that of another setting counts. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              [key: string]: string | null;
            };
          };
        };
      };
    };
    trace?: never;
  };
  '/elements/api-v2/accounts/{accountId}/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Users */
    get: {
      parameters: {
        query?: {
          /** @description Also those who are not active. */
          includeInactive?: 'true' | 'false';
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
        };
        header?: never;
        path: {
          /** @description The id of the account. */
          accountId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['User'][];
          };
        };
      };
    };
    put?: never;
    /** Make a user. The answer alone shows the secret and the first password. For admins */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the account. */
          accountId: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description What the user signs in as; in small letters. */
            email: string;
            /** @default  */
            firstName?: string;
            /** @default  */
            lastName?: string;
            /** @description At least 10 characters. Absent: one is made, and shown by the answer. */
            password?: string;
            /**
             * @default member
             * @enum {string}
             */
            role?: 'admin' | 'member' | 'viewer';
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UserMade'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/accounts/{accountId}/users/{userId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One user */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the account. */
          accountId: number;
          /** @description The id of the user, the e-mail address, or `me`. */
          userId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['User'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete a user. What the user made stays, and is that of the admin who deletes. For admins */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the account. */
          accountId: number;
          /** @description The id of the user, the e-mail address, or `me`. */
          userId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    /** Change a user. For admins */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the account. */
          accountId: number;
          /** @description The id of the user, the e-mail address, or `me`. */
          userId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description False: signs the user out everywhere, and refuses the secret. */
            active?: boolean;
            /** @description What the user signs in as; in small letters. */
            email?: string;
            firstName?: string;
            lastName?: string;
            /** @description At least 10 characters. Signs the user out everywhere. */
            password?: string;
            /** @enum {string} */
            role?: 'admin' | 'member' | 'viewer';
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['User'];
          };
        };
      };
    };
    trace?: never;
  };
  '/elements/api-v2/accounts/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Settings of an account */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Every setting as text: notification.webhook.failure.policy, notification.webhook.retry.schedule, retention.events.days, retention.bodies.days, retention.attempts.days, retention.undelivered.days, retention.usage.days, retention.notices.days, retention.polls.days. Null: that of another setting counts. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              [key: string]: string | null;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change single settings */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      /** @description The settings to change; null, or an empty text, brings the default back. */
      requestBody: {
        content: {
          'application/json': {
            [key: string]: string | number | null;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Every setting as text: notification.webhook.failure.policy, notification.webhook.retry.schedule, retention.events.days, retention.bodies.days, retention.attempts.days, retention.undelivered.days, retention.usage.days, retention.notices.days, retention.polls.days. Null: that of another setting counts. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              [key: string]: string | null;
            };
          };
        };
      };
    };
    trace?: never;
  };
  '/elements/api-v2/authentication': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Log in */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            password: string;
            /** @description The e-mail address. */
            username: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              token: string;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/authentication/secrets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The secrets of the user who is logged in */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              organizationSecret: string;
              userSecret: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/authentication/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is signed in */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Session'];
          };
        };
      };
    };
    put?: never;
    /** Sign in. Needs the header X-Tidings-Console: 1; the answer sets the cookie tidings_session */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            password: string;
            /** @description The e-mail address. */
            username: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Session'];
          };
        };
      };
    };
    /** Sign out */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/date-formats': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Date formats to choose from
     * @description An addition to the contract. Those that the organisation has kept, the one used last first; then the common ones.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DateFormat'][];
          };
        };
      };
    };
    put?: never;
    /**
     * Check a date format, and keep it for the next time
     * @description An addition to the contract. Common formats are checked and not kept. At most 200 are kept for an organisation.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description See docs/reference/dates.md. At most 200 characters. */
            format: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DateFormat'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/date-formats/{formatId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Forget a date format
     * @description An addition to the contract. Configurations that have it stay as they are.
     */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of a kept format. */
          formatId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Connectors, by key */
    get: {
      parameters: {
        query?: {
          /** @description Only connectors of this hub. */
          hub?: string;
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
          /** @description Part of the name, the key or the first 1,000 characters of the description. */
          searchText?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Element'][];
          };
        };
      };
    };
    put?: never;
    /** Build or import a connector */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ElementDocumentInput'];
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One connector */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementDetails'];
          };
        };
      };
    };
    /** Replace it by another document */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['ElementDocumentInput'];
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementDetails'];
          };
        };
      };
    };
    post?: never;
    /** Delete it; no instance may use it */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/active': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Let it take new instances */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementDetails'];
          };
        };
      };
    };
    post?: never;
    /** Let it take no new instances; those that there are go on */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementDetails'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/clone': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make a connector of your own from it */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Default: that of the connector with `clone` behind it, and a number if need be. */
            key?: string;
            /** @description Default: that of the connector with ` clone` behind it. */
            name?: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementDetails'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/configuration': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Its configuration entries */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementConfiguration'][];
          };
        };
      };
    };
    put?: never;
    /** Add a configuration entry, or several */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json':
            | ({
                defaultValue?: string | number | boolean | null;
                description?: string | null;
                key: string;
                name?: string | null;
                required?: boolean | string | null;
                /** @description TEXTFIELD_1000, PASSWORD, BOOLEAN, COMBO and others. */
                type?: string | null;
              } & {
                [key: string]: unknown;
              })
            | ({
                defaultValue?: string | number | boolean | null;
                description?: string | null;
                key: string;
                name?: string | null;
                required?: boolean | string | null;
                /** @description TEXTFIELD_1000, PASSWORD, BOOLEAN, COMBO and others. */
                type?: string | null;
              } & {
                [key: string]: unknown;
              })[];
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementConfiguration'][];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/configuration/{configurationKey}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Replace a configuration entry */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          configurationKey: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            defaultValue?: string | number | boolean | null;
            description?: string | null;
            name?: string | null;
            required?: boolean | string | null;
            /** @description TEXTFIELD_1000, PASSWORD, BOOLEAN, COMBO and others. */
            type?: string | null;
          } & {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementConfiguration'];
          };
        };
      };
    };
    post?: never;
    /** Delete a configuration entry */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          configurationKey: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/connect': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Send a user to the provider */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description As for POST /instances, without a code. */
            configuration?: {
              [key: string]: unknown;
            };
            /** @description An instance to connect again, instead of making one. */
            instanceId?: number;
            /** @description Of the new instance. Default: the name of the connector. */
            name?: string;
            /**
             * Format: uri
             * @description Where the user is sent in the end, with status and instanceId. Absent: a page of this server says it.
             */
            returnUrl?: string;
            tags?: string[];
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @description The page of the provider that the user is to open. */
              connectUrl: string;
              /** @description The user must have consented by then. */
              expiresDate: string;
              state: string;
              warnings: {
                message: string;
                path: string;
              }[];
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/connect/{state}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How it went */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
          /** @description What POST …/connect has answered. */
          state: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              error: {
                code: string;
                issues?: {
                  message: string;
                  path: string;
                }[];
                message: string;
                providerMessage?: string;
              } | null;
              expiresDate: string;
              instanceId: number | null;
              /** @enum {string} */
              status: 'waiting' | 'connected' | 'failed';
              /** @description Of the instance that was made: told to the user who began it, for five minutes; null otherwise. */
              token: string | null;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/docs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Its hub resources as OpenAPI */
    get: {
      parameters: {
        query?: {
          /** @description Only this operation, e.g. getContacts. */
          operationId?: string;
        };
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description An OpenAPI 3 document. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              [key: string]: unknown;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Its document, as a file */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The element document, as it was sent. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              [key: string]: unknown;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/hooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The list of each hook */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementPart'][];
          };
        };
      };
    };
    put?: never;
    /** Add a hook */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      /** @description As it stands in an element document; see docs/reference/elements-format.md. */
      requestBody: {
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WrittenElementPart'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/hooks/{hookId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One hook */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          hookId: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementPart'];
          };
        };
      };
    };
    /** Replace a hook; it keeps its id */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          hookId: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      /** @description As it stands in an element document; see docs/reference/elements-format.md. */
      requestBody: {
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WrittenElementPart'];
          };
        };
      };
    };
    post?: never;
    /** Delete a hook */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          hookId: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/hooks/trial': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try a hook
     * @description An addition of ours. A hook that fails is an answer, too: see `error`.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['HookTrialInput'];
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['HookTrialReport'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/instances': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Find instances of this connector */
    get: {
      parameters: {
        query?: {
          /** @description An addition: only instances of the connector with this key or id. */
          elementKey?: string;
          /** @description An addition. true: each instance with its health. */
          health?: 'true' | 'false';
          /** @description Not used: instances are always complete. */
          hydrate?: string;
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          /** @description An addition: the page with this number, instead of nextPage. */
          page?: number;
          pageSize?: number;
          /** @description Part of the name, of a tag or of the key of the connector, or the id. */
          searchText?: string;
          /** @description An addition. Default: oldest. With page, not with nextPage. */
          sort?: 'oldest' | 'newest' | 'name';
          /** @description An addition: only instances that are healthy; whose health gives any reason (attention); whose provider refuses the credentials (reconnect); whose polling was paused by failures; whose polls or deliveries fail; or that are disabled. */
          state?: 'healthy' | 'attention' | 'reconnect' | 'paused' | 'failing' | 'disabled';
          /** @description The same. */
          tags?: string | string[];
          /** @description Only instances that have all of these. */
          'tags[]'?: string | string[];
        };
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ListedInstance'][] | components['schemas']['Instance'];
          };
        };
      };
    };
    put?: never;
    /** Make an instance of this connector */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description docs/reference/configuration.md lists the keys. Booleans and numbers may be text. */
            configuration?: {
              [key: string]: unknown;
            };
            /** @description Cannot change; may be repeated. */
            element?: {
              id?: number | string;
              key?: string;
            };
            /**
             * @description `initial`: you bring oauth.user.token and oauth.user.refresh_token in the configuration.
             * @enum {string}
             */
            externalAuthentication?: 'none' | 'initial';
            name: string;
            /** @description The parameters of the provider's redirect, above all `code`. */
            providerData?: {
              [key: string]: unknown;
            };
            /** @description Default: the name. `[]` clears them. */
            tags?: string[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Instance'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/metadata': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is known of a connector */
    get: {
      parameters: {
        query?: {
          /** @description true: with its resources and objects. */
          expand?: 'true' | 'false';
        };
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementMetadata'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/oauth/token': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** OAuth 1: a request token */
    get: {
      parameters: {
        query: {
          /** @description Client id of your app at the provider. */
          apiKey: string;
          /** @description The client secret of your app. */
          apiSecret: string;
          /** @description Where the provider sends the user back to, with the code. */
          callbackUrl: string;
          /** @description Fills the placeholders in the connector's URLs, where every account has an address of its own: a whole address where the URL begins with one. */
          siteAddress?: string;
        };
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              secret: string;
              token: string;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/oauth/url': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The consent page of the provider */
    get: {
      parameters: {
        query: {
          /** @description Client id of your app at the provider. */
          apiKey: string;
          /** @description Its client secret; no page ever shows it. */
          apiSecret?: string;
          /** @description An addition: in place of the connector's authorization URL. */
          authorizationUrl?: string;
          /** @description Not used. */
          callbackProxy?: string;
          /** @description Where the provider sends the user back to, with the code. */
          callbackUrl: string;
          /** @description OAuth 1: the token that `oauth/token` has answered. */
          requestToken?: string;
          scope?: string;
          /** @description Fills the placeholders in the connector's URLs, where every account has an address of its own: a whole address where the URL begins with one. */
          siteAddress?: string;
          /** @description Comes back with the code; another for each user. Default: a random one. */
          state?: string;
        };
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              element: string;
              oauthUrl: string;
              warnings?: {
                message: string;
                path: string;
              }[];
            };
          };
        };
      };
    };
    put?: never;
    /** The consent page of the provider */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Client id of your app at the provider. */
            apiKey: string;
            /** @description Its client secret; no page ever shows it. */
            apiSecret?: string;
            /** @description An addition: in place of the connector's authorization URL. */
            authorizationUrl?: string;
            /** @description Not used. */
            callbackProxy?: string;
            /** @description Where the provider sends the user back to, with the code. */
            callbackUrl: string;
            /** @description OAuth 1: the token that `oauth/token` has answered. */
            requestToken?: string;
            scope?: string;
            /** @description Fills the placeholders in the connector's URLs, where every account has an address of its own: a whole address where the URL begins with one. */
            siteAddress?: string;
            /** @description Comes back with the code; another for each user. Default: a random one. */
            state?: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              element: string;
              oauthUrl: string;
              warnings?: {
                message: string;
                path: string;
              }[];
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/objects': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The list of each object */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementPart'][];
          };
        };
      };
    };
    put?: never;
    /** Add a object */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      /** @description As it stands in an element document; see docs/reference/elements-format.md. */
      requestBody: {
        content: {
          'application/json': {
            name: string;
          } & {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WrittenElementPart'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/objects/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One object */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementPart'];
          };
        };
      };
    };
    /** Replace a object; it keeps its id */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      /** @description As it stands in an element document; see docs/reference/elements-format.md. */
      requestBody: {
        content: {
          'application/json': {
            name: string;
          } & {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WrittenElementPart'];
          };
        };
      };
    };
    post?: never;
    /** Delete a object */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/objects/{id}/fields': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The list of each field of an object */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementPart'][];
          };
        };
      };
    };
    put?: never;
    /** Add a field of an object */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      /** @description As it stands in an element document; see docs/reference/elements-format.md. */
      requestBody: {
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WrittenElementPart'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/objects/{id}/fields/{fieldId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One field of an object */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          fieldId: string;
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementPart'];
          };
        };
      };
    };
    /** Replace a field of an object; it keeps its id */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          fieldId: string;
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      /** @description As it stands in an element document; see docs/reference/elements-format.md. */
      requestBody: {
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WrittenElementPart'];
          };
        };
      };
    };
    post?: never;
    /** Delete a field of an object */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          fieldId: string;
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/parameters': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The list of each default parameter */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementPart'][];
          };
        };
      };
    };
    put?: never;
    /** Add a default parameter */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      /** @description As it stands in an element document; see docs/reference/elements-format.md. */
      requestBody: {
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WrittenElementPart'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/parameters/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One default parameter */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementPart'];
          };
        };
      };
    };
    /** Replace a default parameter; it keeps its id */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      /** @description As it stands in an element document; see docs/reference/elements-format.md. */
      requestBody: {
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WrittenElementPart'];
          };
        };
      };
    };
    post?: never;
    /** Delete a default parameter */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/polling/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Preview the polling of a resource
     * @description An addition to the contract. What the next poll of a resource configuration would ask, and what it would make of a sample record, told by the code of polls itself. Nothing is stored and no provider is asked. What is wrong with the configuration is an answer, too: see `issues`.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': components['schemas']['PollingPreviewRequestInput'];
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PollingPreview'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/remarks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What of it does not run as it is written */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementRemark'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/resources': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The list of each resource */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementPart'][];
          };
        };
      };
    };
    put?: never;
    /** Add a resource */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      /** @description As it stands in an element document; see docs/reference/elements-format.md. */
      requestBody: {
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WrittenElementPart'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/resources/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One resource */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementPart'];
          };
        };
      };
    };
    /** Replace a resource; it keeps its id */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      /** @description As it stands in an element document; see docs/reference/elements-format.md. */
      requestBody: {
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WrittenElementPart'];
          };
        };
      };
    };
    post?: never;
    /** Delete a resource */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/resources/{id}/hooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The list of each hook of a resource */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementPart'][];
          };
        };
      };
    };
    put?: never;
    /** Add a hook of a resource */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      /** @description As it stands in an element document; see docs/reference/elements-format.md. */
      requestBody: {
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WrittenElementPart'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/resources/{id}/hooks/{hookId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One hook of a resource */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          hookId: string;
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementPart'];
          };
        };
      };
    };
    /** Replace a hook of a resource; it keeps its id */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          hookId: string;
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      /** @description As it stands in an element document; see docs/reference/elements-format.md. */
      requestBody: {
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WrittenElementPart'];
          };
        };
      };
    };
    post?: never;
    /** Delete a hook of a resource */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          hookId: string;
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/resources/{id}/models': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The model of a resource, if it has one */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': ({
              name?: string | null;
            } & {
              [key: string]: unknown;
            })[];
          };
        };
      };
    };
    put?: never;
    /** Set the model of a resource */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            name?: string | null;
          } & {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              name?: string | null;
            } & {
              [key: string]: unknown;
            };
          };
        };
      };
    };
    /** Delete the model of a resource */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/resources/{id}/parameters': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The list of each parameter of a resource */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementPart'][];
          };
        };
      };
    };
    put?: never;
    /** Add a parameter of a resource */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      /** @description As it stands in an element document; see docs/reference/elements-format.md. */
      requestBody: {
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WrittenElementPart'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/resources/{id}/parameters/{parameterId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One parameter of a resource */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
          parameterId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementPart'];
          };
        };
      };
    };
    /** Replace a parameter of a resource; it keeps its id */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
          parameterId: string;
        };
        cookie?: never;
      };
      /** @description As it stands in an element document; see docs/reference/elements-format.md. */
      requestBody: {
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WrittenElementPart'];
          };
        };
      };
    };
    post?: never;
    /** Delete a parameter of a resource */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
          parameterId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/{keyOrId}/setup': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What an instance of it needs
     * @description Everything that a form for a new instance is made of. No answer holds a secret.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key or the numeric id of the connector. */
          keyOrId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementSetup'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Their keys */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description By key. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              [key: string]: {
                id: number;
                name: string;
              };
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/elements/metadata': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is known of the connectors */
    get: {
      parameters: {
        query?: {
          /** @description Only connectors of this hub. */
          hub?: string;
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
          /** @description Part of the name, the key or the first 1,000 characters of the description. */
          searchText?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ElementMetadata'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/events/{key}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Take a webhook; the request itself says for which accounts
     * @description Called by providers, without Authorization. The body may be JSON, a form, or empty; GET says what it says in its query. docs/reference/webhooks.md tells how a request is verified, and which status means what.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key of the connector. */
          key: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Stored; or the answer to a handshake. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': Record<string, never>;
          };
        };
      };
    };
    put?: never;
    /**
     * Take a webhook; the request itself says for which accounts
     * @description Called by providers, without Authorization. The body may be JSON, a form, or empty; GET says what it says in its query. docs/reference/webhooks.md tells how a request is verified, and which status means what.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The key of the connector. */
          key: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Stored; or the answer to a handshake. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': Record<string, never>;
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/events/{key}/{encodedId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Take a webhook for an instance
     * @description Called by providers, without Authorization. The body may be JSON, a form, or empty; GET says what it says in its query. docs/reference/webhooks.md tells how a request is verified, and which status means what.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance in base64, padded or not. */
          encodedId: string;
          /** @description The key of the connector. */
          key: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Stored; or the answer to a handshake. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': Record<string, never>;
          };
        };
      };
    };
    put?: never;
    /**
     * Take a webhook for an instance
     * @description Called by providers, without Authorization. The body may be JSON, a form, or empty; GET says what it says in its query. docs/reference/webhooks.md tells how a request is verified, and which status means what.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance in base64, padded or not. */
          encodedId: string;
          /** @description The key of the connector. */
          key: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Stored; or the answer to a handshake. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': Record<string, never>;
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/hubs/{hub}/{resource}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Records of a resource, or one */
    get: {
      parameters: {
        query?: {
          /** @description The fields to answer, separated by commas. Default: all. */
          fields?: string;
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          /** @description Fields, each with asc or desc, e.g. updated_at desc. */
          orderBy?: string;
          /** @description Number of the page, from 1. */
          page?: string;
          /** @description Records on a page, from 1 to 10000. Default: 100. */
          pageSize?: string;
          /** @description Conditions, e.g. updated_at>='2026-01-31T08:00:00Z' AND status='open'. */
          where?: string;
        };
        header?: never;
        path: {
          /** @description The hub of the connector; another name works too. */
          hub: string;
          /** @description The path of the resource, e.g. contacts; with an id behind it, of one record. */
          resource: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Records; one, where the path has its id. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json':
              | {
                  [key: string]: unknown;
                }[]
              | {
                  [key: string]: unknown;
                };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Find instances, or with an Element token its own */
    get: {
      parameters: {
        query?: {
          /** @description An addition: only instances of the connector with this key or id. */
          elementKey?: string;
          /** @description An addition. true: each instance with its health. */
          health?: 'true' | 'false';
          /** @description Not used: instances are always complete. */
          hydrate?: string;
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          /** @description An addition: the page with this number, instead of nextPage. */
          page?: number;
          pageSize?: number;
          /** @description Part of the name, of a tag or of the key of the connector, or the id. */
          searchText?: string;
          /** @description An addition. Default: oldest. With page, not with nextPage. */
          sort?: 'oldest' | 'newest' | 'name';
          /** @description An addition: only instances that are healthy; whose health gives any reason (attention); whose provider refuses the credentials (reconnect); whose polling was paused by failures; whose polls or deliveries fail; or that are disabled. */
          state?: 'healthy' | 'attention' | 'reconnect' | 'paused' | 'failing' | 'disabled';
          /** @description The same. */
          tags?: string | string[];
          /** @description Only instances that have all of these. */
          'tags[]'?: string | string[];
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['ListedInstance'][] | components['schemas']['Instance'];
          };
        };
      };
    };
    /** Replace what the body names */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description docs/reference/configuration.md lists the keys. Booleans and numbers may be text. */
            configuration?: {
              [key: string]: unknown;
            };
            /** @description Cannot change; may be repeated. */
            element?: {
              id?: number | string;
              key?: string;
            };
            /**
             * @description `initial`: you bring oauth.user.token and oauth.user.refresh_token in the configuration.
             * @enum {string}
             */
            externalAuthentication?: 'none' | 'initial';
            name?: string;
            /** @description The parameters of the provider's redirect, above all `code`. */
            providerData?: {
              [key: string]: unknown;
            };
            /** @description Default: the name. `[]` clears them. */
            tags?: string[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Instance'];
          };
        };
      };
    };
    /** Make an instance */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description docs/reference/configuration.md lists the keys. Booleans and numbers may be text. */
            configuration?: {
              [key: string]: unknown;
            };
            /** @description The connector: its key or its id. */
            element: {
              id?: number | string;
              key?: string;
            };
            /**
             * @description `initial`: you bring oauth.user.token and oauth.user.refresh_token in the configuration.
             * @enum {string}
             */
            externalAuthentication?: 'none' | 'initial';
            name: string;
            /** @description The parameters of the provider's redirect, above all `code`. */
            providerData?: {
              [key: string]: unknown;
            };
            /** @description Default: the name. `[]` clears them. */
            tags?: string[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Instance'];
          };
        };
      };
    };
    /** Delete it with its events */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    /** Change single values */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description docs/reference/configuration.md lists the keys. Booleans and numbers may be text. */
            configuration?: {
              [key: string]: unknown;
            };
            /** @description Cannot change; may be repeated. */
            element?: {
              id?: number | string;
              key?: string;
            };
            /**
             * @description `initial`: you bring oauth.user.token and oauth.user.refresh_token in the configuration.
             * @enum {string}
             */
            externalAuthentication?: 'none' | 'initial';
            name?: string;
            /** @description The parameters of the provider's redirect, above all `code`. */
            providerData?: {
              [key: string]: unknown;
            };
            /** @description Default: the name. `[]` clears them. */
            tags?: string[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Instance'];
          };
        };
      };
    };
    trace?: never;
  };
  '/elements/api-v2/instances/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One instance */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Instance'];
          };
        };
      };
    };
    /** Replace what the body names */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description docs/reference/configuration.md lists the keys. Booleans and numbers may be text. */
            configuration?: {
              [key: string]: unknown;
            };
            /** @description Cannot change; may be repeated. */
            element?: {
              id?: number | string;
              key?: string;
            };
            /**
             * @description `initial`: you bring oauth.user.token and oauth.user.refresh_token in the configuration.
             * @enum {string}
             */
            externalAuthentication?: 'none' | 'initial';
            name?: string;
            /** @description The parameters of the provider's redirect, above all `code`. */
            providerData?: {
              [key: string]: unknown;
            };
            /** @description Default: the name. `[]` clears them. */
            tags?: string[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Instance'];
          };
        };
      };
    };
    post?: never;
    /** Delete it with its events */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    /** Change single values */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description docs/reference/configuration.md lists the keys. Booleans and numbers may be text. */
            configuration?: {
              [key: string]: unknown;
            };
            /** @description Cannot change; may be repeated. */
            element?: {
              id?: number | string;
              key?: string;
            };
            /**
             * @description `initial`: you bring oauth.user.token and oauth.user.refresh_token in the configuration.
             * @enum {string}
             */
            externalAuthentication?: 'none' | 'initial';
            name?: string;
            /** @description The parameters of the provider's redirect, above all `code`. */
            providerData?: {
              [key: string]: unknown;
            };
            /** @description Default: the name. `[]` clears them. */
            tags?: string[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Instance'];
          };
        };
      };
    };
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/callback-test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a test event as the instance would send it
     * @description One made-up event, signed with the key of the instance and sent once, to its own callback URL with its headers and credentials. Its message says `test: true`; nothing is stored. Whatever the URL answers, this call answers 200 and tells it.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Instead of the callback URL that the instance has: one that it may get. It is sent none of the headers and credentials that are meant for the other. */
            url?: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CallbackTest'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/configuration': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Its configuration */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InstanceConfiguration'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/configuration/{configId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One value */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id or the key of the entry. */
          configId: string;
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InstanceConfiguration'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change one value */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id or the key of the entry. */
          configId: string;
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            propertyValue:
              | string
              | number
              | boolean
              | {
                  [key: string]: unknown;
                }
              | null;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InstanceConfiguration'];
          };
        };
      };
    };
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/configuration/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who changed what of it, newest first: the last 1,000 changes */
    get: {
      parameters: {
        query?: {
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
        };
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InstanceChange'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/deliveries/analytics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Attempts to deliver, and polls that failed, in each interval */
    get: {
      parameters: {
        query?: {
          /** @description ISO 8601, or milliseconds since 1970. Default: a day before to. */
          from?: string;
          /** @description In UTC. Default: the finest of at most 200. */
          interval?: 'minute' | 'hour' | 'day' | 'week' | 'month';
          /** @description The same; included. Default: now. */
          to?: string;
        };
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AttemptCount'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/enabled': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Enable it */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Instance'];
          };
        };
      };
    };
    post?: never;
    /** Disable it: no polls, no deliveries */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Instance'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Events, newest first */
    get: {
      parameters: {
        query?: {
          /** @description An addition. outstanding: a delivery was not acknowledged yet. failed: nor was it when it was attempted. delivered: all were acknowledged. */
          delivery?: 'delivered' | 'outstanding' | 'failed';
          /** @description CREATED, UPDATED, DELETED, UNKNOWN, or a word of a webhook. */
          eventType?: string;
          /** @description ISO 8601 (UTC where it names no zone), or milliseconds since 1970. Included. */
          from?: string;
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          /** @description The id of the record. */
          objectId?: string;
          /** @description The resource. */
          objectType?: string;
          pageSize?: number;
          /** @description An addition. The id of the event, or of its record, is this or begins so. */
          search?: string;
          status?: 'NEW' | 'RECEIVED' | 'DISPATCHED' | 'NOTIFIED' | 'CONSUMED';
          /** @description ISO 8601 (UTC where it names no zone), or milliseconds since 1970. Included. */
          to?: string;
        };
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventRecord'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/events/{eventId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One event */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          eventId: string;
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventRecord'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/events/{eventId}/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The deliveries of an event with their attempts: what was sent and what was answered */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          eventId: string;
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventDelivery'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/events/analytics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Events stored in each interval */
    get: {
      parameters: {
        query?: {
          /** @description The same. */
          accountIds?: string | string[];
          /** @description Only of these accounts. Default: all of the organisation. */
          'accountIds[]'?: string | string[];
          /** @description ISO 8601, or milliseconds since 1970. Default: a day before to. */
          from?: string;
          /** @description In UTC. Default: the finest of at most 200. */
          interval?: 'minute' | 'hour' | 'day' | 'week' | 'month';
          /** @description The same; included. Default: now. */
          to?: string;
        };
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventCount'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/events/analytics/types': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Events stored in each interval, by type */
    get: {
      parameters: {
        query?: {
          /** @description ISO 8601, or milliseconds since 1970. Default: a day before to. */
          from?: string;
          /** @description In UTC. Default: the finest of at most 200. */
          interval?: 'minute' | 'hour' | 'day' | 'week' | 'month';
          /** @description The same; included. Default: now. */
          to?: string;
        };
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventCountByType'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/events/dispositions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Events with the attempts to deliver them, newest first */
    get: {
      parameters: {
        query?: {
          /** @description ISO 8601 (UTC where it names no zone), or milliseconds since 1970. Included. */
          from?: string;
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
          /** @description ISO 8601 (UTC where it names no zone), or milliseconds since 1970. Included. */
          to?: string;
        };
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Disposition'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/events/feed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read events in the order of their storing, with a cursor */
    get: {
      parameters: {
        query?: {
          /** @description The cursor of the answer before. Default: see start. */
          cursor?: string;
          /** @description Events at most. */
          limit?: number;
          /** @description Without a cursor: from the oldest event after which none was deleted, or after the newest. */
          start?: 'beginning' | 'now';
          /** @description Seconds to wait for an event when there is none. */
          wait?: number;
        };
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventFeed'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How it is, why, and what to do */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InstanceHealth'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/notices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What whoever looks after it should know, newest first */
    get: {
      parameters: {
        query?: {
          /** @description Only notices of this kind. */
          kind?:
            | 'polling.paused'
            | 'polling.resumed'
            | 'polling.overdue'
            | 'polling.runs.again'
            | 'settle.grown'
            | 'lookback.exceeded'
            | 'result.incomplete'
            | 'feed.reset'
            | 'reconciliation.held'
            | 'reconciliation.failed'
            | 'reconciliation.drift'
            | 'connection.lost'
            | 'connection.restored'
            | 'webhook.token'
            | 'webhook.failed'
            | 'webhook.registration.failed'
            | 'webhook.quiet'
            | 'hook.failed';
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
        };
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Notice'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/polls': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How the polling of each resource stands */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PollStatus'][];
          };
        };
      };
    };
    put?: never;
    /** Poll now and tell what was found */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description True: nothing is stored or sent, and the next poll starts where this one did. */
            dryRun?: boolean;
            /** @description True: with the decision on each record, up to 1,000 of each scan. */
            explain?: boolean;
            /** @description Ids of records: with the decision on each of these, wherever they stand in the list. */
            records?: string[];
            /** @description Default: all that the instance polls. */
            resource?: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PollReport'][];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/polls/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The last polls, newest first: up to 200 entries of each resource */
    get: {
      parameters: {
        query?: {
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          /** @description changes: completed, and something was told. idle: completed, and nothing was. The others as in the answer. */
          outcome?: 'changes' | 'idle' | 'completed' | 'failed' | 'throttled' | 'reconnect' | 'interrupted';
          pageSize?: number;
          /** @description Only polls of this resource. */
          resource?: string;
        };
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PollRun'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/polls/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Go on polling after too many failures, from where it stopped */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': Record<string, never>;
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PollStatus'][];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/receivers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is told its events, and how each receiver stands */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Receiver'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/reconciliations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Reconciliations, newest first */
    get: {
      parameters: {
        query?: {
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
          /** @description Only those of this resource. */
          resource?: string;
        };
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Reconciliation'][];
          };
        };
      };
    };
    put?: never;
    /** Compare all records with what was told, and tell what was missed */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Default: all that the instance polls. */
            resource?: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The work has begun. */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Reconciliation'][];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/reconciliations/{reconciliationId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How it stands */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
          /** @description The id of the reconciliation. */
          reconciliationId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Reconciliation'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Cancel it */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
          /** @description The id of the reconciliation. */
          reconciliationId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Reconciliation'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/reconciliations/{reconciliationId}/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let one that is held go on: what is missing is gone */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
          /** @description The id of the reconciliation. */
          reconciliationId: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': Record<string, never>;
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Reconciliation'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/replays': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Replays, newest first */
    get: {
      parameters: {
        query?: {
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
        };
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Replay'][];
          };
        };
      };
    };
    put?: never;
    /** Send stored events again */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Beside url: settings of its own, as `config` of a subscription has them. */
            config?: {
              [key: string]: unknown;
            };
            /** @description Only these events. */
            eventIds?: string[];
            /** @description Only events of these types: CREATED, UPDATED, DELETED, UNKNOWN, or words of webhooks. */
            eventTypes?: string[];
            /** @description Stored at this moment or later: ISO 8601, or milliseconds since 1970. */
            from?: number | string;
            /** @description Only events of records with these ids. */
            objectIds?: string[];
            /** @description Only events of these. */
            resources?: string[];
            /** @description Instead of url and config: a subscription to the topic of the instance, sent to with its settings. */
            subscriptionId?: number;
            /** @description Stored at this moment or earlier. Default: everything stored up to the request. */
            to?: number | string;
            /** @description Where they are sent. Default: the callback URL of the instance. */
            url?: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The work has begun. */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Replay'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/replays/{replayId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How it stands */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
          /** @description The id of the replay. */
          replayId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Replay'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Cancel it */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
          /** @description The id of the replay. */
          replayId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Replay'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/replays/{replayId}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let one that failed go on where it stopped */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
          /** @description The id of the replay. */
          replayId: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': Record<string, never>;
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Replay'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/webhooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Webhooks that were received, newest first */
    get: {
      parameters: {
        query?: {
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
          /** @description Received at this moment or later: ISO 8601, or milliseconds since 1970. */
          since?: string;
          status?: 'waiting' | 'done' | 'failed';
        };
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Webhook'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/webhooks/{webhookId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One webhook with what was sent */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
          /** @description The id of the webhook. */
          webhookId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookWithBody'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/webhooks/{webhookId}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Work again on one that failed */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
          /** @description The id of the webhook. */
          webhookId: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': Record<string, never>;
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookWithBody'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/webhooks/address': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The address for webhooks, and what its connector expects of them */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookAddress'];
          };
        };
      };
    };
    put?: never;
    /** The same, with the whole address for a browser session too: for whoever enters it at the provider now */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookAddress'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/webhooks/keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The keys that handshakes of the provider have brought, newest first. Not for users who may only read */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookKey'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Forget these keys, before a webhook is made anew by hand at the provider */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              forgotten: number;
            };
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/webhooks/registrations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How webhooks were asked for at the provider */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookRegistration'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/webhooks/registrations/renew': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask the provider for webhooks anew */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': Record<string, never>;
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookRegistration'][];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/{id}/webhooks/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Work again on all webhooks that failed */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the instance. */
          id: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': Record<string, never>;
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              retried: number;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/callback-test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a test event to a callback URL
     * @description One made-up event, signed and sent as real ones are, once. Its message says `test: true`; nothing is stored. Whatever the URL answers, this call answers 200 and tells it.
     */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description elements, cloudevents, standard-webhooks. Default: elements. */
            format?: string;
            /** @description An object, or lines of the form Name: value. */
            headers?:
              | string
              | {
                  [key: string]: string;
                };
            password?: string;
            /** @description How many are followed, 0 to 5. Default: 0. */
            redirects?: number | string;
            /** @description Absent: the request is not signed. */
            signatureKey?: string;
            /** @description 1 to 30. Default: 10. */
            timeoutSeconds?: number | string;
            /** @description The callback URL to try. */
            url: string;
            /** @description Of HTTP Basic authentication. */
            username?: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['CallbackTest'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/configuration': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Its configuration */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InstanceConfiguration'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/configuration/{configId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One value */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id or the key of the entry. */
          configId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InstanceConfiguration'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change one value */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id or the key of the entry. */
          configId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            propertyValue:
              | string
              | number
              | boolean
              | {
                  [key: string]: unknown;
                }
              | null;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InstanceConfiguration'];
          };
        };
      };
    };
    trace?: never;
  };
  '/elements/api-v2/instances/configuration/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who changed what of it, newest first: the last 1,000 changes */
    get: {
      parameters: {
        query?: {
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InstanceChange'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/count': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How many instances there are */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InstanceCount'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/deliveries/analytics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Attempts to deliver, and polls that failed, in each interval */
    get: {
      parameters: {
        query?: {
          /** @description ISO 8601, or milliseconds since 1970. Default: a day before to. */
          from?: string;
          /** @description In UTC. Default: the finest of at most 200. */
          interval?: 'minute' | 'hour' | 'day' | 'week' | 'month';
          /** @description The same; included. Default: now. */
          to?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['AttemptCount'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/enabled': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Enable it */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Instance'];
          };
        };
      };
    };
    post?: never;
    /** Disable it: no polls, no deliveries */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Instance'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Events, newest first */
    get: {
      parameters: {
        query?: {
          /** @description An addition. outstanding: a delivery was not acknowledged yet. failed: nor was it when it was attempted. delivered: all were acknowledged. */
          delivery?: 'delivered' | 'outstanding' | 'failed';
          /** @description CREATED, UPDATED, DELETED, UNKNOWN, or a word of a webhook. */
          eventType?: string;
          /** @description ISO 8601 (UTC where it names no zone), or milliseconds since 1970. Included. */
          from?: string;
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          /** @description The id of the record. */
          objectId?: string;
          /** @description The resource. */
          objectType?: string;
          pageSize?: number;
          /** @description An addition. The id of the event, or of its record, is this or begins so. */
          search?: string;
          status?: 'NEW' | 'RECEIVED' | 'DISPATCHED' | 'NOTIFIED' | 'CONSUMED';
          /** @description ISO 8601 (UTC where it names no zone), or milliseconds since 1970. Included. */
          to?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventRecord'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/events/{eventId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One event */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          eventId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventRecord'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/events/{eventId}/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The deliveries of an event with their attempts: what was sent and what was answered */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          eventId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventDelivery'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/events/analytics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Events stored in each interval */
    get: {
      parameters: {
        query?: {
          /** @description The same. */
          accountIds?: string | string[];
          /** @description Only of these accounts. Default: all of the organisation. */
          'accountIds[]'?: string | string[];
          /** @description ISO 8601, or milliseconds since 1970. Default: a day before to. */
          from?: string;
          /** @description In UTC. Default: the finest of at most 200. */
          interval?: 'minute' | 'hour' | 'day' | 'week' | 'month';
          /** @description The same; included. Default: now. */
          to?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventCount'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/events/analytics/accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Events stored in each interval, by account */
    get: {
      parameters: {
        query?: {
          /** @description The same. */
          accountIds?: string | string[];
          /** @description Only of these accounts. Default: all of the organisation. */
          'accountIds[]'?: string | string[];
          /** @description ISO 8601, or milliseconds since 1970. Default: a day before to. */
          from?: string;
          /** @description In UTC. Default: the finest of at most 200. */
          interval?: 'minute' | 'hour' | 'day' | 'week' | 'month';
          /** @description The same; included. Default: now. */
          to?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventCountByAccount'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/events/analytics/instances': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Events stored in each interval, by instance */
    get: {
      parameters: {
        query?: {
          /** @description The same. */
          accountIds?: string | string[];
          /** @description Only of these accounts. Default: all of the organisation. */
          'accountIds[]'?: string | string[];
          /** @description ISO 8601, or milliseconds since 1970. Default: a day before to. */
          from?: string;
          /** @description In UTC. Default: the finest of at most 200. */
          interval?: 'minute' | 'hour' | 'day' | 'week' | 'month';
          /** @description The same; included. Default: now. */
          to?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventCountByInstance'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/events/analytics/types': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Events stored in each interval, by type */
    get: {
      parameters: {
        query?: {
          /** @description ISO 8601, or milliseconds since 1970. Default: a day before to. */
          from?: string;
          /** @description In UTC. Default: the finest of at most 200. */
          interval?: 'minute' | 'hour' | 'day' | 'week' | 'month';
          /** @description The same; included. Default: now. */
          to?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventCountByType'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/events/dispositions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Events with the attempts to deliver them, newest first */
    get: {
      parameters: {
        query?: {
          /** @description ISO 8601 (UTC where it names no zone), or milliseconds since 1970. Included. */
          from?: string;
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
          /** @description ISO 8601 (UTC where it names no zone), or milliseconds since 1970. Included. */
          to?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Disposition'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/events/feed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read events in the order of their storing, with a cursor */
    get: {
      parameters: {
        query?: {
          /** @description The cursor of the answer before. Default: see start. */
          cursor?: string;
          /** @description Events at most. */
          limit?: number;
          /** @description Without a cursor: from the oldest event after which none was deleted, or after the newest. */
          start?: 'beginning' | 'now';
          /** @description Seconds to wait for an event when there is none. */
          wait?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['EventFeed'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How it is, why, and what to do */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['InstanceHealth'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/notices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What whoever looks after it should know, newest first */
    get: {
      parameters: {
        query?: {
          /** @description Only notices of this kind. */
          kind?:
            | 'polling.paused'
            | 'polling.resumed'
            | 'polling.overdue'
            | 'polling.runs.again'
            | 'settle.grown'
            | 'lookback.exceeded'
            | 'result.incomplete'
            | 'feed.reset'
            | 'reconciliation.held'
            | 'reconciliation.failed'
            | 'reconciliation.drift'
            | 'connection.lost'
            | 'connection.restored'
            | 'webhook.token'
            | 'webhook.failed'
            | 'webhook.registration.failed'
            | 'webhook.quiet'
            | 'hook.failed';
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Notice'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/polling-disabled': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Instances whose polling was paused by failures */
    get: {
      parameters: {
        query?: {
          /** @description An addition: only instances of the connector with this key or id. */
          elementKey?: string;
          /** @description An addition. true: each instance with its health. */
          health?: 'true' | 'false';
          /** @description Not used: instances are always complete. */
          hydrate?: string;
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          /** @description An addition: the page with this number, instead of nextPage. */
          page?: number;
          pageSize?: number;
          /** @description Part of the name, of a tag or of the key of the connector, or the id. */
          searchText?: string;
          /** @description An addition. Default: oldest. With page, not with nextPage. */
          sort?: 'oldest' | 'newest' | 'name';
          /** @description An addition: only instances that are healthy; whose health gives any reason (attention); whose provider refuses the credentials (reconnect); whose polling was paused by failures; whose polls or deliveries fail; or that are disabled. */
          state?: 'healthy' | 'attention' | 'reconnect' | 'paused' | 'failing' | 'disabled';
          /** @description The same. */
          tags?: string | string[];
          /** @description Only instances that have all of these. */
          'tags[]'?: string | string[];
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PausedInstance'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/polls': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How the polling of each resource stands */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PollStatus'][];
          };
        };
      };
    };
    put?: never;
    /** Poll now and tell what was found */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description True: nothing is stored or sent, and the next poll starts where this one did. */
            dryRun?: boolean;
            /** @description True: with the decision on each record, up to 1,000 of each scan. */
            explain?: boolean;
            /** @description Ids of records: with the decision on each of these, wherever they stand in the list. */
            records?: string[];
            /** @description Default: all that the instance polls. */
            resource?: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PollReport'][];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/polls/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The last polls, newest first: up to 200 entries of each resource */
    get: {
      parameters: {
        query?: {
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          /** @description changes: completed, and something was told. idle: completed, and nothing was. The others as in the answer. */
          outcome?: 'changes' | 'idle' | 'completed' | 'failed' | 'throttled' | 'reconnect' | 'interrupted';
          pageSize?: number;
          /** @description Only polls of this resource. */
          resource?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PollRun'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/polls/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Go on polling after too many failures, from where it stopped */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': Record<string, never>;
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['PollStatus'][];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/receivers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is told its events, and how each receiver stands */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Receiver'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/reconciliations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Reconciliations, newest first */
    get: {
      parameters: {
        query?: {
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
          /** @description Only those of this resource. */
          resource?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Reconciliation'][];
          };
        };
      };
    };
    put?: never;
    /** Compare all records with what was told, and tell what was missed */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Default: all that the instance polls. */
            resource?: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The work has begun. */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Reconciliation'][];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/reconciliations/{reconciliationId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How it stands */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the reconciliation. */
          reconciliationId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Reconciliation'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Cancel it */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the reconciliation. */
          reconciliationId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Reconciliation'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/reconciliations/{reconciliationId}/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let one that is held go on: what is missing is gone */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the reconciliation. */
          reconciliationId: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': Record<string, never>;
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Reconciliation'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/replays': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Replays, newest first */
    get: {
      parameters: {
        query?: {
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Replay'][];
          };
        };
      };
    };
    put?: never;
    /** Send stored events again */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Beside url: settings of its own, as `config` of a subscription has them. */
            config?: {
              [key: string]: unknown;
            };
            /** @description Only these events. */
            eventIds?: string[];
            /** @description Only events of these types: CREATED, UPDATED, DELETED, UNKNOWN, or words of webhooks. */
            eventTypes?: string[];
            /** @description Stored at this moment or later: ISO 8601, or milliseconds since 1970. */
            from?: number | string;
            /** @description Only events of records with these ids. */
            objectIds?: string[];
            /** @description Only events of these. */
            resources?: string[];
            /** @description Instead of url and config: a subscription to the topic of the instance, sent to with its settings. */
            subscriptionId?: number;
            /** @description Stored at this moment or earlier. Default: everything stored up to the request. */
            to?: number | string;
            /** @description Where they are sent. Default: the callback URL of the instance. */
            url?: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The work has begun. */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Replay'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/replays/{replayId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How it stands */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the replay. */
          replayId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Replay'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Cancel it */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the replay. */
          replayId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Replay'];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/replays/{replayId}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let one that failed go on where it stopped */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the replay. */
          replayId: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': Record<string, never>;
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Replay'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/webhooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Webhooks that were received, newest first */
    get: {
      parameters: {
        query?: {
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
          /** @description Received at this moment or later: ISO 8601, or milliseconds since 1970. */
          since?: string;
          status?: 'waiting' | 'done' | 'failed';
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Webhook'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/webhooks/{webhookId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One webhook with what was sent */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the webhook. */
          webhookId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookWithBody'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/webhooks/{webhookId}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Work again on one that failed */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the webhook. */
          webhookId: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': Record<string, never>;
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookWithBody'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/webhooks/address': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The address for webhooks, and what its connector expects of them */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookAddress'];
          };
        };
      };
    };
    put?: never;
    /** The same, with the whole address for a browser session too: for whoever enters it at the provider now */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookAddress'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/webhooks/keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The keys that handshakes of the provider have brought, newest first. Not for users who may only read */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookKey'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Forget these keys, before a webhook is made anew by hand at the provider */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              forgotten: number;
            };
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/webhooks/registrations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How webhooks were asked for at the provider */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookRegistration'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/webhooks/registrations/renew': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask the provider for webhooks anew */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': Record<string, never>;
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['WebhookRegistration'][];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/instances/webhooks/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Work again on all webhooks that failed */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': Record<string, never>;
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              retried: number;
            };
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/notifications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Notifications of topics, newest first */
    get: {
      parameters: {
        query?: {
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
          /** @description The same. */
          topics?: string | string[];
          /** @description Required: notifications with one of these topics. */
          'topics[]'?: string | string[];
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Notification'][];
          };
        };
      };
    };
    put?: never;
    /** Tell the subscriptions of a topic */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Who it is from; shown as `user`. */
            from?: string;
            /** @description A text or any other JSON value; as JSON at most 262144 characters. */
            message:
              | string
              | number
              | boolean
              | {
                  [key: string]: unknown;
                }
              | unknown[];
            /**
             * @default medium
             * @enum {string}
             */
            severity?: 'low' | 'medium' | 'high';
            /** @description Any text, but not the topic of the events of an instance. */
            topic: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Notification'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/notifications/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One notification */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the notification. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Notification'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete it with its events; what is outstanding of it is not sent */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the notification. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/notifications/{id}/acknowledge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Say that it was dealt with */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the notification. */
          id: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': Record<string, never>;
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Notification'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/notifications/{id}/subscriptions/{subscriptionId}/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Its delivery to one subscription */
    get: {
      parameters: {
        query?: {
          /** @description true: with the notification and the subscription themselves. */
          hydrate?: 'true' | 'false';
        };
        header?: never;
        path: {
          /** @description The id of the notification. */
          id: number;
          /** @description The id of the subscription. */
          subscriptionId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Delivery'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/notifications/{id}/subscriptions/{subscriptionId}/deliveries/attempts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The attempts of a delivery, oldest first: what was sent and what was answered */
    get: {
      parameters: {
        query?: {
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
        };
        header?: never;
        path: {
          /** @description The id of the notification. */
          id: number;
          /** @description The id of the subscription. */
          subscriptionId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['DeliveryAttempt'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/notifications/{id}/subscriptions/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Its deliveries */
    get: {
      parameters: {
        query?: {
          /** @description true: with the notification and the subscription themselves. */
          hydrate?: 'true' | 'false';
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
        };
        header?: never;
        path: {
          /** @description The id of the notification. */
          id: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Delivery'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/notifications/emails': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Send an e-mail */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Whom answers go to. The sender is TIDINGS_MAIL_FROM. */
            from?: string;
            /** @description Plain text. */
            message: string;
            subject: string;
            /** @description One address or up to 50. */
            to: string | string[];
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/notifications/subscriptions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Subscriptions, also those of instances */
    get: {
      parameters: {
        query?: {
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          /** @description An addition. true: without those that the configuration of an instance makes. */
          own?: 'true' | 'false';
          pageSize?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Subscription'][];
          };
        };
      };
    };
    put?: never;
    /** Subscribe a callback URL to topics */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * @description False: switched off; what is told waits, queued.
             * @default true
             */
            active?: boolean;
            /**
             * @description The contract has email, sms and push too; this server does not deliver by them.
             * @enum {string}
             */
            channel: 'webhook';
            /** @description url, and settings by key as an instance has them; docs/reference/notifications.md lists them. */
            config: {
              [key: string]: unknown;
            };
            /** @description Texts of your own, or `instance-<id>-<connector>-events` for the events of an instance. */
            topics: string[];
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Subscription'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/notifications/subscriptions/{subscriptionId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One subscription */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the subscription. */
          subscriptionId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Subscription'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete it with its deliveries */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the subscription. */
          subscriptionId: number;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    /** Change topics or settings, switch it on or off */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the subscription. */
          subscriptionId: number;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description True: what is queued is due at once. */
            active?: boolean;
            /**
             * @description The contract has email, sms and push too; this server does not deliver by them.
             * @enum {string}
             */
            channel?: 'webhook';
            /** @description What it does not name stays; null takes a setting away. */
            config?: {
              [key: string]: unknown;
            };
            /** @description Texts of your own, or `instance-<id>-<connector>-events` for the events of an instance. */
            topics?: string[];
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Subscription'];
          };
        };
      };
    };
    trace?: never;
  };
  '/elements/api-v2/notifications/subscriptions/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Deliveries, newest notification first */
    get: {
      parameters: {
        query?: {
          /** @description true: with the notification and the subscription themselves. */
          hydrate?: 'true' | 'false';
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
          /** @description Over channel, status, config.url, subscriptionId, notificationId, topic, instanceId and createdDate, e.g. channel='webhook' and status='queued'. */
          where?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Delivery'][];
          };
        };
      };
    };
    /** Switch on the subscriptions of the selected deliveries: all they have outstanding is sent, in order */
    put: {
      parameters: {
        query: {
          /** @description true: with the notification and the subscription themselves. */
          hydrate?: 'true' | 'false';
          pageSize?: number;
          /** @description Over channel, status, config.url, subscriptionId, notificationId, topic, instanceId and createdDate, e.g. channel='webhook' and status='queued'. */
          where: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': Record<string, never>;
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Delivery'][];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/oauth/callback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where providers send users back to */
    get: {
      parameters: {
        query?: {
          code?: string | string[];
          /** @description Whose consent it is. It can be used once. */
          state?: string | string[];
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description A page (text/html) that says how it went. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': string;
          };
        };
        /** @description To the returnUrl of the flow. */
        303: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/operations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How the server keeps up: queues, endpoints, what is paused or switched off, quotas, workers */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Operations'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/organizations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The organisations of this server. For operators */
    get: {
      parameters: {
        query?: {
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OrganizationListed'][];
          };
        };
      };
    };
    put?: never;
    /** Make an organisation with its first admin. The answer alone shows their secrets. For operators */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Its first admin. */
            admin: {
              /** @description What the user signs in as; in small letters. */
              email: string;
              /** @default  */
              firstName?: string;
              /** @default  */
              lastName?: string;
              /** @description At least 10 characters. Absent: one is made, and shown by the answer. */
              password?: string;
            };
            name: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OrganizationMade'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/organizations/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The caller's organisation */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Organization'];
          };
        };
      };
    };
    /** Change its name. For admins */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            name: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Organization'];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change its name. For admins */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            name: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Organization'];
          };
        };
      };
    };
    trace?: never;
  };
  '/elements/api-v2/organizations/me/secret': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give it a new secret. For admins. An addition */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * @description So long the secret before is taken, too. Default 0: it is refused at once.
             * @default 0
             */
            graceHours?: number;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['OrganizationSecret'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/schemas/poller-configuration': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The JSON Schema of `event.poller.configuration`
     * @description An addition to the contract. Draft 2020-12. Members that have no effect, or another name, are `deprecated`.
     */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The schema. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              [key: string]: unknown;
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/usage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Calls of the API, newest first */
    get: {
      parameters: {
        query?: {
          /** @description The same. */
          accountIds?: string | string[];
          /** @description Only of these accounts. Default: all of the organisation. */
          'accountIds[]'?: string | string[];
          /** @description ISO 8601, or milliseconds since 1970. Default: seven days before to. */
          from?: string;
          /** @description Only instances of connectors of this hub. */
          hub?: string;
          /** @description The same. */
          keys?: string | string[];
          /** @description Only instances of any of these connectors. */
          'keys[]'?: string | string[];
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          /** @description So many records are passed over. */
          pageOffset?: number;
          pageSize?: number;
          /** @description Part of the URI, of the name of the instance or of its connector key. */
          searchText?: string;
          /** @description SUCCESS or FAILED, in any case. */
          status?: string;
          /** @description The same. */
          tags?: string | string[];
          /** @description Only instances that had all of these tags. */
          'tags[]'?: string | string[];
          /** @description The same; included. Default: now. */
          to?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UsageRecord'][];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/usage/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One call */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UsageRecord'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Users */
    get: {
      parameters: {
        query?: {
          /** @description Also those who are not active. */
          includeInactive?: 'true' | 'false';
          /** @description The Elements-Next-Page-Token of the page before. */
          nextPage?: string;
          pageSize?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['User'][];
          };
        };
      };
    };
    put?: never;
    /** Make a user. The answer alone shows the secret and the first password. For admins */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description What the user signs in as; in small letters. */
            email: string;
            /** @default  */
            firstName?: string;
            /** @default  */
            lastName?: string;
            /** @description At least 10 characters. Absent: one is made, and shown by the answer. */
            password?: string;
            /**
             * @default member
             * @enum {string}
             */
            role?: 'admin' | 'member' | 'viewer';
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['UserMade'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/users/{userId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One user */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the user, the e-mail address, or `me`. */
          userId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['User'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete a user. What the user made stays, and is that of the admin who deletes. For admins */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the user, the e-mail address, or `me`. */
          userId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description Nothing. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
      };
    };
    options?: never;
    head?: never;
    /** Change a user. For admins */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the user, the e-mail address, or `me`. */
          userId: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description False: signs the user out everywhere, and refuses the secret. */
            active?: boolean;
            /** @description What the user signs in as; in small letters. */
            email?: string;
            firstName?: string;
            lastName?: string;
            /** @description At least 10 characters. Signs the user out everywhere. */
            password?: string;
            /** @enum {string} */
            role?: 'admin' | 'member' | 'viewer';
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['User'];
          };
        };
      };
    };
    trace?: never;
  };
  '/elements/api-v2/users/{userId}/secret': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give a user a new secret: oneself, or for admins others. The one before is refused from then on. An addition */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          /** @description The id of the user, the e-mail address, or `me`. */
          userId: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['NewSecret'];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/elements/api-v2/users/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The user who calls */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['User'];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change the own name or password */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /** @description Needed with `password`. */
            currentPassword?: string;
            firstName?: string;
            lastName?: string;
            /** @description At least 10 characters. All other sessions end. */
            password?: string;
          };
        };
      };
      responses: {
        /** @description The request was refused: `message` says what is wrong, where, and what is allowed; `code` says it for programs. */
        '4XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description The server failed, or does not answer at the moment, or the provider failed: `code` says which. */
        '5XX': {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['Error'];
          };
        };
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': components['schemas']['User'];
          };
        };
      };
    };
    trace?: never;
  };
  '/healthz': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the process lives, whatever the state of its database */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /** @enum {string} */
              status: 'ok';
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/readyz': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the server can work, and what keeps it from that */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description What was asked for. */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /**
               * @description outdated: it lacks tables of this version.
               * @enum {string}
               */
              database: 'ok' | 'outdated' | 'unreachable';
              /** @enum {string} */
              server: 'ok' | 'stopping';
              /** @enum {string} */
              status: 'ok' | 'unavailable';
            };
          };
        };
        /** @description The server cannot work at the moment; the body says what keeps it from that. */
        503: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            'application/json': {
              /**
               * @description outdated: it lacks tables of this version.
               * @enum {string}
               */
              database: 'ok' | 'outdated' | 'unreachable';
              /** @enum {string} */
              server: 'ok' | 'stopping';
              /** @enum {string} */
              status: 'ok' | 'unavailable';
            };
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Account: {
      /** @description 2026-01-31T08:00:00.000Z */
      createdDate: string;
      id: number;
      name: string;
    };
    AttemptCount: {
      /** @description Attempts to deliver that were acknowledged. */
      delivered: number;
      /** @description Those that were not. */
      failed: number;
      /** @description Polls that failed, of those that the history of polls still has. */
      failedPolls: number;
      /** @description Where the interval begins. */
      timestamp: string;
    };
    AttemptFailure: {
      date: string;
      /** @description What went wrong. */
      detail: string | null;
      /** @description Null: there was no answer. */
      statusCode: number | null;
    };
    AuthenticationKind: {
      /** @description True: a user consents on a page of the provider, by `POST /elements/{keyOrId}/connect`. */
      consent: boolean;
      /** @description Of OAuth 2. */
      grant: ('authorizationCode' | 'clientCredentials' | 'password') | null;
      /** @enum {string} */
      kind: 'oauth2' | 'oauth1' | 'apiKey' | 'bearer' | 'basic' | 'jwt' | 'session' | 'none';
    };
    CallbackTest: {
      /** @description True: the URL has acknowledged it. */
      delivered: boolean;
      durationMs: number;
      error: {
        /**
         * @description `limited`: other requests to this endpoint were waiting; nothing was sent.
         * @enum {string}
         */
        code:
          'http' | 'gone' | 'redirect' | 'timeout' | 'connection' | 'dns' | 'tls' | 'address' | 'request' | 'limited';
        message: string;
      } | null;
      /** @description The bytes that were signed, as text. */
      requestBody: string;
      /** @description As they were sent; your own ones masked. */
      requestHeaders: {
        [key: string]: string;
      };
      /** @description The first 2 KB, as text. */
      responseBody: string | null;
      responseHeaders: {
        [key: string]: string;
      } | null;
      /** @description Of the last answer; null: there was none. */
      status: number | null;
    };
    DateFormat: {
      /** @description The present, in UTC, as the format writes it. */
      example: string;
      format: string;
      /** @description Of a format that the organisation has kept; common ones have none. */
      id?: number;
      /** @description When it was kept, or kept again. */
      usedDate?: string;
    };
    Delivery: {
      /** @description Made since it was made or released. */
      attempts: number;
      /** @description 2026-01-31T08:00:00.000Z */
      createdDate: string;
      deliveredDate: string | null;
      /** @description Null: it waits for nothing, or is queued. */
      nextAttemptDate: string | null;
      /** @description With hydrate=true. */
      notification?: components['schemas']['Notification'];
      notificationId: number;
      /**
       * @description created: not tried yet. retry: failed, tried again. queued: the subscription is inactive.
       * @enum {string}
       */
      status: 'created' | 'retry' | 'queued' | 'delivered';
      /** @description With hydrate=true. */
      subscription?: components['schemas']['Subscription'];
      subscriptionId: number;
    };
    DeliveryAttempt: {
      /** @description Counts from 1, anew when the delivery was released. */
      attempt: number;
      /** @description What went wrong, and where redirects led. */
      detail: string | null;
      durationMs: number;
      /** @description delivered, failed or gone. */
      outcome: string;
      request: {
        /** @description Secret values are masked. */
        headers: {
          [key: string]: string;
        } | null;
        url: string | null;
      };
      /** @description The last answer, which may be a redirect that led to nothing. Null: there was none. */
      response: {
        /** @description The first 16 KB. */
        body: string | null;
        headers: {
          [key: string]: string;
        } | null;
        status: number;
      } | null;
      /** @description 2026-01-31T08:00:00.000Z */
      startedDate: string;
    };
    DeliveryFigures: {
      /** @description When the oldest of these was made; null: there is none. */
      oldestDate: string | null;
      /** @description Deliveries that nobody has acknowledged. */
      outstanding: number;
      subscriptions: number;
    };
    Disposition: {
      elementInstanceId: number;
      /** @description When it was stored. */
      eventDate: string;
      eventId: string;
      /** @description The attempts to deliver its notification that are kept, oldest first; at most the latest 100. */
      notificationData: {
        attempt: number;
        date: string;
        durationMs: number;
        message: string;
        notificationId: string;
        /** @description delivered, failed, or gone where it was answered with 410. */
        status: string;
        /** @description Null: there was no answer. */
        statusCode: number | null;
        subscriptionId: number;
      }[];
    };
    Element: {
      active: boolean;
      authentication: {
        type: string;
      };
      beta: boolean;
      bulkDownloadEnabled: boolean;
      bulkUploadEnabled: boolean;
      cloneable: boolean;
      configDescription: string;
      deleted: boolean;
      description: string;
      extendable: boolean;
      extended: boolean;
      hookName: string;
      hub: string;
      id: number;
      image: string;
      key: string;
      name: string;
      parameters: unknown[];
      private: boolean;
      protocolType: string;
      resources: unknown[];
      transformationsEnabled: boolean;
      trialAccount: boolean;
      typeOauth: boolean;
    };
    ElementConfiguration: {
      active: boolean;
      companyConfig: boolean;
      defaultValue?: unknown;
      description: string | null;
      displayOrder: number;
      groupControl: boolean;
      hideFromConsole: boolean;
      id: number | string;
      internal: boolean;
      isPrivate: boolean;
      key: string;
      name: string;
      required: boolean;
      resellerConfig: boolean;
      type: string;
    } & {
      [key: string]: unknown;
    };
    ElementDetails: {
      /** @description False: no new instances; those that there are go on. */
      active: boolean;
      configuration: components['schemas']['ElementConfiguration'][];
      hooks: unknown[];
      hub: string;
      id: number;
      key: string;
      name: string;
      parameters: unknown[];
      /** @description True: the organisation has built or imported it. */
      private: boolean;
      /** @description An addition: what of the element does not run here, or not as it is written, and why. */
      remarks: components['schemas']['ElementRemark'][];
      resources: unknown[];
    } & {
      [key: string]: unknown;
    };
    ElementDocumentInput: {
      active?: boolean | string | null;
      /** @description Default: the letters and digits of the name. */
      key?: string;
      name?: string;
    } & {
      [key: string]: unknown;
    };
    ElementMetadata: {
      active: boolean;
      /** @description An addition. */
      authentication: components['schemas']['AuthenticationKind'];
      authenticationTypes: string[];
      description: string;
      events: {
        methods: string[];
        /** @description By polled resource. */
        polling: {
          [key: string]: {
            eventTypes: string[];
            pollUrl: string;
          };
        };
        supported: boolean;
        /** @description What the rules of its webhooks name, by resource. */
        webhook: {
          [key: string]: {
            eventTypes: string[];
          };
        };
      };
      /** @description `polling`, where a resource is polled by default; `webhook`, where it takes webhooks. */
      eventTypes: string[];
      hub: string;
      id: number;
      key: string;
      name: string;
      pollingResources: string[];
      /** @description An addition. True: the organisation has built or imported it. */
      private: boolean;
      /** @description An addition: how many resources can be read. */
      resourceCount: number;
    } & {
      [key: string]: unknown;
    };
    ElementPart: {
      id: number | string;
    } & {
      [key: string]: unknown;
    };
    ElementRemark: {
      /**
       * @description Kept without effect; done in another way; without meaning here.
       * @enum {string}
       */
      outcome: 'notRun' | 'changed' | 'ignored';
      /** @description The item of the document, e.g. `resources[3].hooks[0]`. */
      path: string;
      reason: string;
    };
    ElementSetup: {
      /** @description False: it takes no new instances. */
      active: boolean;
      authentication: components['schemas']['AuthenticationKind'];
      /** @description Where the provider sends users back to: to be entered there. Null: nobody is sent anywhere. */
      callbackUrl: string | null;
      description: string;
      /** @description The vendor's own. */
      documentation: string | null;
      entries: components['schemas']['ElementSetupEntry'][];
      events: {
        leastRefreshMinutes: number;
        /** @description The default first. */
        mechanisms: ('polling' | 'webhook' | 'both')[];
        /** @description What `event.poller.configuration` is where an instance says nothing. */
        pollerConfiguration: {
          [key: string]: {
            [key: string]: unknown;
          };
        };
        refreshMinutes: number;
      };
      /** @description Markdown on how an account is set up. */
      guide: string | null;
      hub: string;
      id: number;
      key: string;
      name: string;
      /** @description True: the organisation has built or imported it. */
      private: boolean;
      remarks: components['schemas']['ElementRemark'][];
      resources: components['schemas']['ElementSetupResource'][];
      /** @description Null: it takes none. */
      webhooks: {
        registersItself: boolean;
        verification: string[];
      } | null;
    };
    ElementSetupEntry: {
      /** @description Null: none, or a secret one. */
      defaultValue: string | null;
      description: string;
      /**
       * @description `account`: who it is; `tokens`: tokens that you bring yourself; `events`: what every connector has.
       * @enum {string}
       */
      group: 'account' | 'tokens' | 'events';
      /** @description True also where the default is a secret. */
      hasDefault: boolean;
      key: string;
      name: string;
      options:
        | {
            name: string;
            value: string;
          }[]
        | null;
      required: boolean;
      /** @description A required entry is required only where another one has this value. */
      requiredWhen: {
        equals: string;
        key: string;
      } | null;
      /** @description Masked in every answer. */
      secret: boolean;
      /** @description TEXTFIELD_1000, TEXTAREA, PASSWORD, BOOLEAN, COMBO and others. */
      type: string;
    };
    ElementSetupResource: {
      idField: string;
      name: string;
      /** @description Below the API: `/hubs/crm/contacts`. */
      path: string;
      /** @description Polled by default. */
      polled: boolean;
      /** @description Its provider marks or lists what was deleted. */
      tellsDeletions: boolean;
    };
    EndpointFigures: {
      attempts: number;
      failed: number;
      host: string;
      /** @description 2026-01-31T08:00:00.000Z */
      lastAttemptDate: string;
      lastFailure: string | null;
      p50Ms: number;
      p95Ms: number;
      subscriptions: number;
    };
    Error: {
      /** @description A stable code; docs/reference/errors.md lists them. */
      code: string;
      /** @description Every wrong value, with its place. */
      issues?: {
        message: string;
        path: string;
      }[];
      /** @description What is wrong, where, and what is allowed. */
      message: string;
      /** @description The provider's own words, when it was the provider that refused. */
      providerMessage?: string;
      /** @description The same as the header Elements-Request-Id; the log has it too. */
      requestId: string;
    };
    EventCount: {
      count: number;
      failed: number;
      /** @description Acknowledged. */
      success: number;
      /** @description Where the interval begins. */
      timestamp: string;
    };
    EventCountByAccount: {
      records: {
        accountId: number;
        count: number;
        failed: number;
        /** @description Acknowledged. */
        success: number;
      }[];
      /** @description Where the interval begins. */
      timestamp: string;
      total: number;
    };
    EventCountByInstance: {
      records: {
        count: number;
        failed: number;
        instanceId: number;
        /** @description Acknowledged. */
        success: number;
      }[];
      /** @description Where the interval begins. */
      timestamp: string;
      total: number;
    };
    EventCountByType: {
      records: {
        count: number;
        eventType: string;
      }[];
      /** @description Where the interval begins. */
      timestamp: string;
      total: number;
    };
    EventDelivery: {
      /** @description False: the subscription is switched off, and what is outstanding waits. */
      active: boolean;
      /** @description Made since it was made or released. */
      attempts: number;
      /** @description 2026-01-31T08:00:00.000Z */
      createdDate: string;
      deliveredDate: string | null;
      /** @description The attempts that are kept, oldest first; at most the latest 25. */
      exchanges: components['schemas']['DeliveryAttempt'][];
      inactiveReason: string | null;
      /** @description Null: it waits for nothing, or is queued. */
      nextAttemptDate: string | null;
      notificationId: number;
      /**
       * @description Whose URL it is: the instance's own, that of another subscription to its topic, or that of a replay.
       * @enum {string}
       */
      receiver: 'instance' | 'subscription' | 'replay';
      replayId: number | null;
      /** @description The body, as every attempt sends it unless the instance is renamed or its format changed. Null: longer than 1 MB. */
      request: {
        body: string;
        contentType: string;
      } | null;
      /**
       * @description created: not tried yet. retry: failed, tried again. queued: the subscription is inactive.
       * @enum {string}
       */
      status: 'created' | 'retry' | 'queued' | 'delivered';
      subscriptionId: number;
      /** @description Where it is sent from now on; each attempt has the URL that it went to. */
      url: string;
    };
    EventFeed: {
      /** @description Where the next read goes on. The same as was sent when there was nothing new. */
      cursor: string;
      events: components['schemas']['FeedEvent'][];
      /** @description There is more to read at once. */
      hasMore: boolean;
    };
    EventRecord: {
      changedFields?: string[];
      /** @description How many deliveries of its notification have which status. */
      deliveries: {
        created: number;
        delivered: number;
        queued: number;
        retry: number;
      };
      /** @description When it was stored. */
      eventDate: string;
      eventElementInstances: {
        createdDate: string;
        elementInstanceId: number;
        eventId: string;
        notificationId: string;
        notifiedData: {
          changedFields?: string[];
          /** @description The provider's date of the change, cut to seconds. */
          date: string;
          elementKey: string;
          eventId: string;
          /** @description CREATED, UPDATED, DELETED, UNKNOWN, or a word of a webhook. */
          eventType: string;
          hubKey: string;
          /** @description Where it is now. */
          newPath?: string;
          objectId: string;
          objectType: string;
          /** @description Where a file was, as webhooks tell it. */
          oldPath?: string;
          /** @description Absent where a webhook told of it. */
          pollDate?: string;
          previousValues?: {
            [key: string]: unknown;
          };
          previousValuesOmitted?: boolean;
        }[];
        /** @description When it was last acknowledged; when it was stored, if it was not. */
        updatedDate: string;
      }[];
      eventType: string;
      id: string;
      /** @description Old data of a first read. */
      initial: boolean;
      instanceId: number;
      notificationId: string;
      notifiedData: {
        changedFields?: string[];
        /** @description The provider's date of the change, cut to seconds. */
        date: string;
        elementKey: string;
        eventId: string;
        /** @description CREATED, UPDATED, DELETED, UNKNOWN, or a word of a webhook. */
        eventType: string;
        hubKey: string;
        /** @description Where it is now. */
        newPath?: string;
        objectId: string;
        objectType: string;
        /** @description Where a file was, as webhooks tell it. */
        oldPath?: string;
        /** @description Absent where a webhook told of it. */
        pollDate?: string;
        previousValues?: {
          [key: string]: unknown;
        };
        previousValuesOmitted?: boolean;
      }[];
      objectId: string;
      objectType: string;
      /** @description The record as it was polled, or as a webhook told it, as JSON text. Null: no longer kept. */
      providerData: string | null;
      /**
       * @description What told of it.
       * @enum {string}
       */
      source: 'polling' | 'webhook';
      /**
       * @description NEW: nobody is to be told. RECEIVED: not sent yet. DISPATCHED: sent, not acknowledged. NOTIFIED: acknowledged by a receiver. CONSUMED: acknowledged through the API.
       * @enum {string}
       */
      status: 'NEW' | 'RECEIVED' | 'DISPATCHED' | 'NOTIFIED' | 'CONSUMED';
      /** @description The webhook that told of it: see GET /instances/{id}/webhooks/{webhookId}. */
      webhookId?: string;
    };
    FeedEvent: {
      changedFields?: string[];
      /** @description When it was stored. */
      createdDate: string;
      /** @description The record's deciding date, cut to seconds. */
      date: string;
      elementKey: string;
      eventId: string;
      /** @description CREATED, UPDATED, DELETED, UNKNOWN, or a word of a webhook. */
      eventType: string;
      hubKey: string;
      /** @description Old data of a first read. */
      initial: boolean;
      instanceId: number;
      /** @description Where it is now. */
      newPath?: string;
      notificationId: string;
      objectId: string;
      /** @description The resource. */
      objectType: string;
      /** @description Where a file was, as webhooks tell it. */
      oldPath?: string;
      /** @description Absent where a webhook told of it. */
      pollDate?: string;
      previousValues?: {
        [key: string]: unknown;
      };
      previousValuesOmitted?: boolean;
      /** @description As it was polled, or as a webhook told it; null when it is no longer kept. */
      record: unknown;
      /**
       * @description What told of it.
       * @enum {string}
       */
      source: 'polling' | 'webhook';
      /** @description The webhook that told of it. */
      webhookId?: string;
    };
    HookTrialInput: {
      /** @description The code; absent: that of the connector. */
      body?: string;
      /**
       * @description Entries of an instance, such as the value of `{listId}`: 500 and 32768 characters at most. The others have their default values.
       * @default {}
       */
      configuration: {
        [key: string]: string;
      };
      /**
       * @description `event`: those of the webhook.
       * @default {}
       */
      headers: {
        [key: string]: string;
      };
      /**
       * @default event
       * @enum {string}
       */
      hook: 'event' | 'preRequest' | 'postRequest';
      /** @description True: the code returns its result. Absent: as the connector says. */
      legacy?: boolean;
      /** @description `event`: default POST, or GET without a payload. */
      method?: string;
      /** @description `event`: the body of the webhook. A text is taken as it is, anything else as JSON. Absent: there is none. */
      payload?: unknown;
      /**
       * @description `event`: the query of the webhook.
       * @default {}
       */
      query: {
        [key: string]: string;
      };
      /**
       * @description `preRequest`, `postRequest`: the request to the provider.
       * @default {}
       */
      request: {
        body?: unknown;
        /** @default {} */
        headers: {
          [key: string]: string;
        };
        /** @default GET */
        method: string;
        /**
         * @description Whole, or a path after the base URL. Default: the base URL.
         * @default
         */
        url: string;
      };
      /** @description Whose hook; absent: that of the connector as a whole. */
      resource?: string;
      /**
       * @description `postRequest`: the answer to it.
       * @default {}
       */
      response: {
        body?: unknown;
        /** @default {} */
        headers: {
          [key: string]: string;
        };
        /** @default 200 */
        status: number;
      };
    };
    HookTrialReport: {
      /** @description With the time for which it waited for its turn. */
      durationMs: number;
      /** @description Absent: it went well. */
      error?: {
        column?: number;
        /** @description In the code, from 1. */
        line?: number;
        message: string;
        /** @description See docs/reference/hooks.md; `result`: what was given to `done` cannot be used. */
        reason: string;
      };
      /** @description The error that a hook of a request reports. */
      errorMessage?: string;
      /** @description `event`: what would be told. */
      events?: unknown;
      /** @description What the code has written. */
      log: string[];
      /** @description `preRequest`: the request that would be sent. */
      request?: unknown;
      /** @description The answer that records would be taken from. */
      response?: unknown;
      /** @description What was given to `done`. */
      result?: unknown;
    };
    Instance: {
      cacheTimeToLive: number;
      cachingEnabled: boolean;
      /** @description All values as text; null where none is set, ******** for secrets. */
      configuration: {
        [key: string]: string | null;
      };
      /** @description 2026-01-31T08:00:00Z */
      createdDate: string;
      disabled: boolean;
      element: components['schemas']['Element'];
      elementId: number;
      eventsEnabled: boolean;
      externalAuthentication: string;
      id: number;
      maxCacheSize: number;
      name: string;
      provisionInteractions: unknown[];
      tags: string[];
      /** @description What calls on this instance send as `Element`; ******** for viewers, and for a browser session except when it is made. */
      token: string;
      traceLoggingEnabled: boolean;
      user: {
        emailAddress: string;
        firstName: string;
        id: number;
        lastName: string;
      };
      /** @description False when the provider no longer accepts the credentials; authorize again. */
      valid: boolean;
      /** @description An addition: what was corrected in the request or has no effect, and why the instance is not valid. */
      warnings: {
        message: string;
        path: string;
      }[];
    };
    InstanceChange: {
      changedDate: string;
      /** @description What was before and is now, by key. */
      changes: {
        after: string | null;
        before: string | null;
        key: string;
        /**
         * @description instance: its name, tags and external authentication.
         * @enum {string}
         */
        part: 'instance' | 'configuration';
        /** @description True: both values are ********, or null where there was, or is, none. */
        secret: boolean;
      }[];
      id: number;
      /**
       * @description connected: new credentials were stored. refused: the provider takes them no more. paused, resumed: polling, after failures. webhookKeys: a handshake brought a key, or keys were forgotten.
       * @enum {string}
       */
      kind:
        'made' | 'changed' | 'enabled' | 'disabled' | 'connected' | 'refused' | 'paused' | 'resumed' | 'webhookKeys';
      /** @description Why the server did it. */
      reason: string | null;
      /** @description Who did it, as the user was named then; null: the server. */
      user: {
        emailAddress: string | null;
        id: number;
      } | null;
    };
    InstanceConfiguration: {
      active: boolean;
      description: string;
      hideFromConsole: boolean;
      id: number;
      key: string;
      name: string;
      propertyValue: string | null;
      required: boolean;
      type: string;
    };
    InstanceCount: {
      /** @description By the key of the connector. */
      elementInstances: {
        [key: string]: number;
      };
      /** @description An addition: how many are in each state, as their health is. What is disabled is in no other. */
      states: {
        /** @description Their health gives a reason: one of the next three, or a lesser one. */
        attention: number;
        disabled: number;
        /** @description Their polls fail, or their endpoint is down or switched off. */
        failing: number;
        healthy: number;
        /** @description They are not polled, as a resource failed too often. */
        paused: number;
        /** @description Their provider no longer accepts the credentials. */
        reconnect: number;
      };
      totalInstances: number;
    };
    InstanceHealth: {
      /** @description Every change of every resource up to here is a stored event. Null: of one it is not known yet, or nothing is polled. */
      completeUpTo: string | null;
      failingSubscriptions: {
        /** @description True: it is tried again by itself. */
        active: boolean;
        id: number;
        oldestDate: string | null;
        outstanding: number;
        /** @description That of the callback URL of the instance. */
        own: boolean;
        reason: string | null;
        url: string;
      }[];
      /** @description The time since completeUpTo. */
      lagSeconds: number | null;
      /** @description When the last events were stored. */
      lastEventDate: string | null;
      nextPollDate: string | null;
      oldestOutstandingDate: string | null;
      /** @description Deliveries that wait. Where a subscription has topics of other instances, theirs are among them. */
      outstanding: number;
      /** @description The worst first. */
      reasons: {
        /** @enum {string} */
        code:
          | 'disabled'
          | 'reconnect'
          | 'polling.paused'
          | 'polling.failing'
          | 'polling.failed'
          | 'polling.throttled'
          | 'polling.overdue'
          | 'polling.behind'
          | 'delivery.stopped'
          | 'delivery.failing'
          | 'delivery.retrying'
          | 'delivery.late'
          | 'reconciliation.held'
          | 'registration.failed'
          | 'webhook.failed';
        message: string;
        /** @description Null: it is about the instance as a whole. */
        resource: string | null;
        sinceDate: string | null;
        /**
         * @description What it alone would make the instance.
         * @enum {string}
         */
        status: 'healthy' | 'attention' | 'failing' | 'paused' | 'reconnect' | 'disabled';
        whatToDo: string;
      }[];
      /**
       * @description The worst of its reasons; healthy where there are none.
       * @enum {string}
       */
      status: 'healthy' | 'attention' | 'failing' | 'paused' | 'reconnect' | 'disabled';
    };
    ListedInstance: {
      cacheTimeToLive: number;
      cachingEnabled: boolean;
      /** @description All values as text; null where none is set, ******** for secrets. */
      configuration: {
        [key: string]: string | null;
      };
      /** @description 2026-01-31T08:00:00Z */
      createdDate: string;
      disabled: boolean;
      element: components['schemas']['Element'];
      elementId: number;
      eventsEnabled: boolean;
      externalAuthentication: string;
      /** @description An addition: where health=true asked for it. */
      health?: components['schemas']['InstanceHealth'];
      id: number;
      maxCacheSize: number;
      name: string;
      provisionInteractions: unknown[];
      tags: string[];
      /** @description What calls on this instance send as `Element`; ******** for viewers, and for a browser session except when it is made. */
      token: string;
      traceLoggingEnabled: boolean;
      user: {
        emailAddress: string;
        firstName: string;
        id: number;
        lastName: string;
      };
      /** @description False when the provider no longer accepts the credentials; authorize again. */
      valid: boolean;
      /** @description An addition: what was corrected in the request or has no effect, and why the instance is not valid. */
      warnings: {
        message: string;
        path: string;
      }[];
    };
    NewSecret: {
      /** @description The new secret. Shown by this answer alone. */
      secret: string;
    };
    Notice: {
      /** @description 2026-01-31T08:00:00.000Z */
      createdDate: string;
      id: number;
      instanceId: number;
      instanceName: string;
      /**
       * @description docs/reference/notices.md says what each means and what to do.
       * @enum {string}
       */
      kind:
        | 'polling.paused'
        | 'polling.resumed'
        | 'polling.overdue'
        | 'polling.runs.again'
        | 'settle.grown'
        | 'lookback.exceeded'
        | 'result.incomplete'
        | 'feed.reset'
        | 'reconciliation.held'
        | 'reconciliation.failed'
        | 'reconciliation.drift'
        | 'connection.lost'
        | 'connection.restored'
        | 'webhook.token'
        | 'webhook.failed'
        | 'webhook.registration.failed'
        | 'webhook.quiet'
        | 'hook.failed';
      message: string;
      /** @description Null: it is about the instance as a whole. */
      resource: string | null;
    };
    Notification: {
      /** @description An addition. Null: nobody has acknowledged it yet. */
      acknowledgedDate: string | null;
      action: string;
      /** @description Mon Aug 20 15:30:07 UTC 2018 */
      createdDate: string;
      /** @description A number as text. */
      id: string;
      /** @description Of an instance: its events and records. Otherwise what was given. */
      message: unknown;
      /** @enum {string} */
      severity: 'low' | 'medium' | 'high';
      topic: string;
      /** @description Who it is from. */
      user: string;
    };
    OldestUndelivered: {
      ageMs: number;
      attempts: number;
      /** @description 2026-01-31T08:00:00.000Z */
      date: string;
      eventId: string | null;
      /** @description Where it is sent to. */
      host: string | null;
      instanceId: number | null;
      instanceName: string | null;
      /** @description Its endpoint is down. */
      resting: boolean;
      subscriptionId: number;
    };
    Operations: {
      /** @description When this was read. */
      date: string;
      /** @description Callback hosts, the slowest first: by the attempts of the last hour, of which the newest 10,000 count. */
      endpoints: components['schemas']['EndpointFigures'][];
      /** @description Null: there is none. */
      oldestUndelivered: components['schemas']['OldestUndelivered'] | null;
      pausedPolling: {
        instances: components['schemas']['PausedPolling'][];
        total: number;
      };
      /** @description Of the caller's organisation. */
      queue: components['schemas']['QueueFigures'];
      /** @description Those that are held first, then those of which most is used. */
      quotas: components['schemas']['QuotaUse'][];
      /** @description Of the whole server: for the organisation that operates it, null for all others. */
      server: {
        organizations: number;
        queue: components['schemas']['QueueFigures'];
        /** @description The processes of this server, the oldest first. */
        workers: components['schemas']['Worker'][];
      } | null;
      stoppedSubscriptions: {
        subscriptions: components['schemas']['StoppedSubscription'][];
        total: number;
      };
    };
    Organization: {
      /** @description 2026-01-31T08:00:00.000Z */
      createdDate: string;
      id: number;
      name: string;
      /** @description Until then the secret before the last one is taken, too. Null: it is not. */
      oldSecretUntilDate: string | null;
      /** @description True: its admins may make and list organisations. */
      operator: boolean;
    };
    OrganizationListed: {
      /** @description 2026-01-31T08:00:00.000Z */
      createdDate: string;
      id: number;
      instances: number;
      name: string;
      /** @description Until then the secret before the last one is taken, too. Null: it is not. */
      oldSecretUntilDate: string | null;
      /** @description True: its admins may make and list organisations. */
      operator: boolean;
      users: number;
    };
    OrganizationMade: {
      admin: {
        email: string;
        /** @description The first password, where none was given. Shown by this answer alone. */
        password: string | null;
        /** @description The User secret. Shown by this answer alone. */
        secret: string;
      };
      /** @description 2026-01-31T08:00:00.000Z */
      createdDate: string;
      id: number;
      name: string;
      /** @description Until then the secret before the last one is taken, too. Null: it is not. */
      oldSecretUntilDate: string | null;
      /** @description True: its admins may make and list organisations. */
      operator: boolean;
      /** @description The Organization secret. Shown by this answer alone. */
      secret: string;
    };
    OrganizationSecret: {
      /** @description Null: the secret before is refused from now on. */
      oldSecretUntilDate: string | null;
      /** @description The new Organization secret. Shown by this answer alone. */
      secret: string;
    };
    PausedInstance: {
      cacheTimeToLive: number;
      cachingEnabled: boolean;
      /** @description All values as text; null where none is set, ******** for secrets. */
      configuration: {
        [key: string]: string | null;
      };
      /** @description 2026-01-31T08:00:00Z */
      createdDate: string;
      disabled: boolean;
      element: components['schemas']['Element'];
      elementId: number;
      eventsEnabled: boolean;
      externalAuthentication: string;
      id: number;
      /** @description An addition: how its last poll failed. */
      lastError: {
        code: string;
        message: string;
      } | null;
      maxCacheSize: number;
      name: string;
      /** @description An addition: since when nothing is polled. Null: just resumed. */
      pausedDate: string | null;
      /** @description An addition: the resource that failed too often. */
      pausedResource: string | null;
      provisionInteractions: unknown[];
      tags: string[];
      /** @description What calls on this instance send as `Element`; ******** for viewers, and for a browser session except when it is made. */
      token: string;
      traceLoggingEnabled: boolean;
      user: {
        emailAddress: string;
        firstName: string;
        id: number;
        lastName: string;
      };
      /** @description False when the provider no longer accepts the credentials; authorize again. */
      valid: boolean;
      /** @description An addition: what was corrected in the request or has no effect, and why the instance is not valid. */
      warnings: {
        message: string;
        path: string;
      }[];
    };
    PausedPolling: {
      connector: string;
      instanceId: number;
      instanceName: string;
      lastError: {
        code: string;
        message: string;
      } | null;
      /** @description 2026-01-31T08:00:00.000Z */
      pausedDate: string;
      /** @description The one that failed too often. */
      resource: string | null;
    };
    PollFigures: {
      /** @description Nobody has begun them yet. */
      due: number;
      /** @description By how many milliseconds half of the resources, and the last of them, are incomplete; null: none is polled. */
      lagMs: {
        half: number;
        most: number;
      } | null;
      /** @description Their instance is disabled, has its events off, or must be connected again. */
      off: number;
      /** @description They should have run and did not. */
      overdue: number;
      /** @description After too many failures. */
      paused: number;
      running: number;
      /** @description For their next time. */
      waiting: number;
    };
    PollingPreview: {
      /** @description The configuration in canonical spelling, without what was refused and what has its default. */
      definition: {
        [key: string]: unknown;
      };
      /** @description What cannot be accepted; paths begin with `definition`, `lastPollDate` or `sample`. */
      issues: {
        message: string;
        path: string;
      }[];
      lastPollDate: string;
      now: string;
      /** @description Absent: there is no URL that can be read. */
      query?: {
        /** @description The lower bound that stands in the URL. */
        askedFrom: string;
        /** @description The URL holds no lower bound: every poll reads everything. */
        asksForAll: boolean;
        /** @description One sentence for each step from the last poll to the lower bound. */
        explanation: string[];
        /** @description Records dated here or later are looked at. */
        from: string;
        /**
         * @description How far back the poll reads: by the overlap, or by the whole settle horizon.
         * @enum {string}
         */
        lane: 'fast' | 'settle';
        /** @description The hub URL with its dates filled in. */
        url?: string;
      };
      requests?: {
        /** @description Conditions that the provider does not filter by, or not as exactly: they are filtered here. */
        filteredHere: string[];
        /** @description Further queries that are not shown. */
        more: number;
        notes: string[];
        /** @description The first page of each query, five at most. */
        requests: {
          /** @description As JSON text. */
          body?: string;
          method: string;
          /** @description `{name}` where another list gives the values. */
          path: string;
          /** @description Without credentials. */
          query: {
            name: string;
            value: string;
          }[];
        }[];
        /** @description Why the requests cannot be told. Absent: they can. */
        unknown?: string;
      };
      resource?: {
        /** @description What the provider filters by; `*` stands for any other name. */
        filters: {
          name: string;
          operators: string[];
        }[];
        /** @description Whether the connector has a resource at the path of the URL. */
        found: boolean;
        /** @description What the provider sorts by. */
        orders: string[];
        /**
         * @description What becomes of conditions that the provider does not filter by.
         * @enum {string}
         */
        otherConditions?: 'filterLocally' | 'refuse';
        /** @description The hub paths that it has. */
        paths: string[];
      };
      sample?: {
        created?: {
          field: string;
          format: string;
          /** @description The value of the record; null: it has none. */
          found: unknown;
          /** @description The moment as an ISO date. */
          instant?: string;
          /** @enum {string} */
          reading: 'instant' | 'none' | 'unparsable';
          /** @description Why there is no moment. */
          reason?: string;
          timezone: string;
        };
        /** @description What the next poll would make of the record, if it had never seen it. */
        decision: {
          /** @enum {string} */
          outcome: 'created' | 'updated' | 'deleted' | 'ignored' | 'deferred';
          /**
           * @description See docs/reference/change-detection.md.
           * @enum {string}
           */
          rule:
            | 'before-window'
            | 'after-scan-start'
            | 'version-known'
            | 'baseline'
            | 'dates-equal'
            | 'dates-differ'
            | 'created-date-only'
            | 'updated-date-only'
            | 'created-when-new'
            | 'record-known'
            | 'identity-new'
            | 'content-new'
            | 'content-same'
            | 'deleted'
            | 'restored'
            | 'deleted-later'
            | 'returned-later'
            | 'older-than-received'
            | 'settles-later'
            | 'stale'
            | 'received-created';
        };
        /** @description False: it has no usable id, and is known by its content. */
        idFound: boolean;
        /** @description What an event would name the record by. */
        recordId: string;
        updated?: {
          field: string;
          format: string;
          /** @description The value of the record; null: it has none. */
          found: unknown;
          /** @description The moment as an ISO date. */
          instant?: string;
          /** @enum {string} */
          reading: 'instant' | 'none' | 'unparsable';
          /** @description Why there is no moment. */
          reason?: string;
          timezone: string;
        };
      };
      /** @description The dates of the URL. */
      times: {
        /**
         * @description The lower or the upper bound of the poll.
         * @enum {string}
         */
        bound: 'since' | 'until';
        /** @description A date pattern, or milliseconds, seconds, microseconds. */
        format?: string;
        /** @description The bound as an ISO date. */
        moment: string;
        /** @description As it stands in the URL. */
        text: string;
        /** @description Absent: counts have none. */
        timezone?: string;
        /** @description What stands in its place in the next poll. */
        value?: string;
      }[];
      /** @description What was corrected, or has no effect. */
      warnings: {
        message: string;
        path: string;
      }[];
    };
    PollingPreviewRequestInput: {
      /**
       * @description Entries of an instance, such as the value of `{listId}`: 500 and 32768 characters at most. The others have their default values.
       * @default {}
       */
      configuration: {
        [key: string]: string;
      };
      /** @description Its configuration, as an entry of `event.poller.configuration`, in any spelling that is taken there. At most 16384 characters of JSON. */
      definition: unknown;
      /** @description When the last poll began, at most 366 days ago. Default: one polling interval of the connector ago. */
      lastPollDate?: string;
      /**
       * @description The name of the polled resource.
       * @default records
       */
      resource: string;
      /** @description A record of the resource, to see how it is read and decided. At most 1048576 characters of JSON. */
      sample?: unknown;
    };
    PollReport: {
      counts: {
        created: number;
        /** @description Dated after the start of the poll; the next one has them. */
        deferred: number;
        deleted: number;
        ignored: number;
        pages: number;
        records: number;
        requests: number;
        updated: number;
      };
      dryRun: boolean;
      error: {
        code: string;
        message: string;
      } | null;
      /** @enum {string} */
      outcome: 'completed' | 'failed' | 'throttled' | 'reconnect' | 'interrupted';
      resource: string;
      /** @description One, or one per value that the resource fans out by. */
      scans: {
        decisions?: {
          created?: string;
          knownVersion?: string;
          /** @description The record became visible late: at least so long after its date, as the scan before did not return it. */
          lateSeconds?: number;
          /** @enum {string} */
          outcome: 'created' | 'updated' | 'deleted' | 'ignored' | 'deferred';
          recordId: string;
          /**
           * @description docs/reference/change-detection.md says what each means.
           * @enum {string}
           */
          rule:
            | 'before-window'
            | 'after-scan-start'
            | 'version-known'
            | 'baseline'
            | 'dates-equal'
            | 'dates-differ'
            | 'created-date-only'
            | 'updated-date-only'
            | 'created-when-new'
            | 'record-known'
            | 'identity-new'
            | 'content-new'
            | 'content-same'
            | 'deleted'
            | 'restored'
            | 'deleted-later'
            | 'returned-later'
            | 'older-than-received'
            | 'settles-later'
            | 'stale'
            | 'received-created';
          updated?: string;
          version?: string;
        }[];
        /** @description Records dated before are not looked at. */
        from: string | null;
        /**
         * @description fast: what is new, and the overlap. settle: everything that is not yet complete.
         * @enum {string}
         */
        lane: 'fast' | 'settle';
        notes: string[];
        pages: number;
        /** @description The hub URL with its dates filled in. */
        query: string;
        records: number;
        /** @description What the provider was asked, without secrets. */
        requests: {
          durationMs: number;
          records: number;
          status: number;
          url: string;
        }[];
        /** @description The provider's clock when the scan began. */
        scanStart: string | null;
        /** @description The value that the resource fans out by, e.g. the id of a list; empty otherwise. */
        scope: string;
        watermark: string | null;
      }[];
    };
    PollRun: {
      /** @description When the poll began, or the first of them. */
      beginDate: string;
      /** @description By which the interval was set; null: the interval is fixed. */
      changesPerHour: number | null;
      counts: {
        created: number;
        /** @description Dated after the start of the poll; the next one has them. */
        deferred: number;
        deleted: number;
        ignored: number;
        pages: number;
        records: number;
        requests: number;
        updated: number;
      };
      durationMs: number;
      error: {
        code: string;
        message: string;
      } | null;
      finishedDate: string;
      /** @description Unique within the instance. */
      id: string;
      /** @description When the next one was due then; null: not by itself, as the instance was to be connected again. */
      nextPollDate: string | null;
      /** @enum {string} */
      outcome: 'completed' | 'failed' | 'throttled' | 'reconnect' | 'interrupted';
      /** @description More than one: so many polls, one after the other, found nothing; all dates but beginDate, and the counts, are of the last. */
      polls: number;
      resource: string;
      startedDate: string;
    };
    PollStatus: {
      /** @description The provider's clock minus ours. */
      clockSkewMs: number | null;
      /** @description Every change up to here is a stored event. It never moves back. */
      completeUpTo: string | null;
      /** @description Throttled and interrupted polls are no failures. */
      consecutiveFailures: number;
      greatestIntervalMinutes: number | null;
      /** @description The reconciliation that waits for somebody to release or cancel it; no other begins before. */
      heldReconciliationId: number | null;
      /** @description The interval in force. */
      intervalMinutes: number;
      lastPoll: {
        counts: {
          created: number;
          /** @description Dated after the start of the poll; the next one has them. */
          deferred: number;
          deleted: number;
          ignored: number;
          pages: number;
          records: number;
          requests: number;
          updated: number;
        } | null;
        error: {
          code: string;
          message: string;
        } | null;
        finishedDate: string | null;
        outcome: ('completed' | 'failed' | 'throttled' | 'reconnect' | 'interrupted') | null;
        startedDate: string | null;
      } | null;
      /** @description How late records were seen to become visible: so many by up to so many seconds. */
      learned: {
        count: number;
        upToSeconds: number;
      }[];
      /** @description With the next, the bounds between which the interval follows the rate of changes; null: it is fixed. */
      leastIntervalMinutes: number | null;
      /** @description Null: not polled by itself. */
      nextPollDate: string | null;
      /** @description When it was noticed that it should have run and did not; null once it has run. */
      overdueSince: string | null;
      /** @description Since when it rests, because a resource of the instance failed too often. */
      pausedDate: string | null;
      /** @description True while a poll runs. */
      polling: boolean;
      resource: string;
      /** @description The settle horizon in force, with what was learned. Null: the connector has no such resource. */
      settleSeconds: number | null;
      url: string;
      /** @description Where the next query begins, before overlap and poll delay. */
      watermark: string | null;
    };
    QueueFigures: {
      /** @description By the state of the subscription. */
      deliveries: {
        active: components['schemas']['DeliveryFigures'];
        /** @description Switched off: what they have waits. */
        inactive: components['schemas']['DeliveryFigures'];
        /** @description Their endpoint is down, and the next request is a retry. */
        resting: components['schemas']['DeliveryFigures'];
      };
      polls: components['schemas']['PollFigures'];
      /** @description That have not ended. */
      reconciliations: number;
      /** @description That have not ended. */
      replays: number;
      webhooks: {
        /** @description When the oldest of these came. */
        oldestDate: string | null;
        /** @description In the inbox. */
        waiting: number;
      };
    };
    QuotaUse: {
      /** @description What tells the account from others at the provider; secrets are masked. */
      account: string;
      /** @description The same for work that can wait, such as reconciliations. */
      backgroundHeldUntilDate: string | null;
      /** @description Its key. */
      connector: string;
      connectorName: string;
      /** @description Nothing is sent before then. */
      heldUntilDate: string | null;
      /** @description The instance whose own quota it is; null: instances share it. */
      instanceId: number | null;
      limits: {
        requests: number;
        seconds: number;
        used: number;
      }[];
      underWay: number;
      waiting: number;
    };
    Receiver: {
      /** @description The first attempt that failed after that. */
      failingSinceDate: string | null;
      /** @description Attempts that failed since then. */
      failures: number;
      /** @description Why it is off. */
      inactiveReason: string | null;
      inactiveSinceDate: string | null;
      /** @description The last attempt that was acknowledged, while it is kept. */
      lastDeliveredDate: string | null;
      /** @description The last of them. */
      lastFailure: components['schemas']['AttemptFailure'] | null;
      /** @description Null: nothing is due. */
      nextAttemptDate: string | null;
      /** @description True: it is off because somebody switched it off, and not by its failures. */
      offByOwner: boolean;
      oldestOutstandingDate: string | null;
      /** @description Deliveries of it that were not acknowledged yet. */
      outstanding: number;
      /** @description The instance's own callback URL; otherwise a subscription that was made for its topic. */
      own: boolean;
      /**
       * @description failing: the last attempt failed, or a delivery waits for its retry. off: switched off, so that what is outstanding waits. none: it has no URL.
       * @enum {string}
       */
      state: 'ok' | 'failing' | 'off' | 'none';
      subscriptionId: number;
      url: string | null;
    };
    Reconciliation: {
      counts: {
        /** @description Told before the next poll would have; no drift. */
        ahead: number;
        /** @description In neither of the last two reconciliations: told as DELETED. */
        deleted: number;
        /** @description Told now; a poll should have told them. */
        missedCreated: number;
        /** @description The same. */
        missedUpdated: number;
        /** @description Not there for the first time; deleted if the next one does not find them. */
        missingOnce: number;
        /** @description Records read so far. */
        records: number;
        /** @description Met for the first time and not told, as they are older than what is told. */
        remembered: number;
        /** @description Told as deleted before, and there again: told as CREATED. */
        restored: number;
        /** @description As they are known. */
        unchanged: number;
      };
      createdDate: string;
      error: {
        code: string;
        message: string;
      } | null;
      finishedDate: string | null;
      id: number;
      progress: {
        /** @description Records known when it began. */
        known: number;
        nextStepDate: string | null;
        /** @description Null: nothing was known before. */
        percentage: number | null;
        requests: number;
        /** @description Values that the resource fans out by; 1 for one that does not. */
        scopes: number | null;
        scopesDone: number;
        /** @description Up to 20 that the provider refused: nothing is told or deleted there. */
        skippedScopes: string[];
      };
      /** @enum {string} */
      reason: 'requested' | 'scheduled' | 'feedReset';
      resource: string;
      /** @description Up to 20 records that drifted. */
      sample: {
        /** @enum {string} */
        drift: 'missedCreated' | 'missedUpdated' | 'restored' | 'deleted' | 'missingOnce';
        /**
         * @description What it is told as; absent for a record that is missing once.
         * @enum {string}
         */
        event?: 'CREATED' | 'UPDATED' | 'DELETED' | 'UNKNOWN';
        /** @description Date as sent and content hash, as known before. */
        knownVersion?: string;
        recordId: string;
        /** @description The value that the resource fans out by; empty otherwise. */
        scope: string;
        /** @description The same, as the record is now. */
        version?: string;
      }[];
      startedDate: string | null;
      /** @enum {string} */
      status: 'waiting' | 'running' | 'held' | 'completed' | 'failed' | 'cancelled';
    };
    Replay: {
      /** @description In notifications, which hold up to ten events each. */
      counts: {
        delivered: number;
        /** @description Selected, as far as it has looked: skipped, pending, givenUp and delivered together. */
        found: number;
        /** @description Not sent any more, as the replay was cancelled or the notification deleted meanwhile. */
        givenUp: number;
        /** @description Not acknowledged yet. */
        pending: number;
        /** @description Not sent, as the records are no longer kept. */
        skipped: number;
      };
      createdDate: string;
      /** @description Why it failed. */
      error: {
        code: string;
        message: string;
      } | null;
      filter: {
        eventIds: string[] | null;
        eventTypes: string[] | null;
        from: string | null;
        objectIds: string[] | null;
        resources: string[] | null;
        to: string | null;
      };
      finishedDate: string | null;
      id: number;
      /** @description The last attempt, where it failed and something is not acknowledged yet. */
      lastFailure: components['schemas']['AttemptFailure'] | null;
      startedDate: string | null;
      /**
       * @description running: deliveries are being made; delivering: all are made, some are not acknowledged yet.
       * @enum {string}
       */
      status: 'waiting' | 'running' | 'delivering' | 'completed' | 'failed' | 'cancelled';
      /** @description Where the events are sent. */
      url: string;
    };
    Session: {
      account: {
        id: number;
        name: string;
      };
      /** @description When the session ends if it is not used before. */
      expiresDate: string;
      organization: {
        id: number;
        name: string;
        /** @description True: its admins may make and list organisations. */
        operator: boolean;
      };
      user: {
        email: string;
        firstName: string;
        id: number;
        lastName: string;
        /** @enum {string} */
        role: 'admin' | 'member' | 'viewer';
      };
    };
    StoppedSubscription: {
      /** @description True: it is on, and its endpoint is down. */
      active: boolean;
      host: string | null;
      id: number;
      /** @description Since when it is switched off. */
      inactiveDate: string | null;
      inactiveReason: string | null;
      instanceDisabled: boolean;
      /** @description Null: it was made for its topics. */
      instanceId: number | null;
      instanceName: string | null;
      nextAttemptDate: string | null;
      pending: number;
    };
    Subscription: {
      /** @description False: what is told is kept, queued, until it is switched on again. */
      active: boolean;
      /** @constant */
      channel: 'webhook';
      /** @description url, and its own settings; ******** for secrets. Of an instance: url alone, if it has one. */
      config: {
        [key: string]: string;
      };
      /** @description 2026-01-31T08:00:00.000Z */
      createdDate: string;
      id: number;
      inactiveReason: string | null;
      /** @description The instance whose configuration makes it; null: it was made for its topics. */
      instanceId: number | null;
      /** @description Null: nothing is due. */
      nextAttemptDate: string | null;
      /** @description Deliveries that are not delivered yet. */
      pending: number;
      /** @description Its endpoint is down: nothing is sent before nextAttemptDate. */
      resting: boolean;
      topics: string[];
    };
    UsageRecord: {
      /** @description Of the user who called. */
      accountId: number;
      companyId: number;
      /** @description The resource of a hub call; the path below /elements/api-v2 of any other. */
      elementApi: string;
      /** @description Null: there was no such instance, or it had just been deleted. */
      elementKey: string | null;
      elementName: string | null;
      /** @description The tags of the instance, separated by commas. */
      elementTags: string | null;
      hub: string | null;
      /** @description The Elements-Request-Id of the call. */
      id: string;
      instanceId: number | null;
      instanceName: string | null;
      /** @description Milliseconds. */
      processTime: number;
      requestIP: string | null;
      /** @description An addition, as those below. */
      requestMethod: string;
      /**
       * @description SUCCESS: answered with a status below 400.
       * @enum {string}
       */
      requestStatus: 'SUCCESS' | 'FAILED';
      /** @description Secrets masked; at most 2,000 characters. */
      requestURI: string;
      statusCode: number;
      /** @description When it was answered. */
      usageDate: string;
      userId: number;
    };
    User: {
      accountId: number;
      /** @description False: secret and password are refused; what the user made goes on. */
      active: boolean;
      /** @description 2026-01-31T08:00:00.000Z */
      createdDate: string;
      /** @description What the user signs in as. */
      email: string;
      firstName: string;
      id: number;
      lastName: string;
      /**
       * @description admin: also manages people; member: everything else; viewer: may only read.
       * @enum {string}
       */
      role: 'admin' | 'member' | 'viewer';
    };
    UserMade: {
      accountId: number;
      /** @description False: secret and password are refused; what the user made goes on. */
      active: boolean;
      /** @description 2026-01-31T08:00:00.000Z */
      createdDate: string;
      /** @description What the user signs in as. */
      email: string;
      firstName: string;
      id: number;
      lastName: string;
      /** @description The first password, where none was given. Shown by this answer alone. */
      password: string | null;
      /**
       * @description admin: also manages people; member: everything else; viewer: may only read.
       * @enum {string}
       */
      role: 'admin' | 'member' | 'viewer';
      /** @description The User secret. Shown by this answer alone. */
      secret: string;
    };
    Webhook: {
      /** @description How often it was worked on in vain. */
      attempts: number;
      contentType: string | null;
      error: {
        code: string;
        message: string;
      } | null;
      finishedDate: string | null;
      id: number;
      method: string;
      /** @description While it waits. */
      nextAttemptDate: string | null;
      /** @description What its items became: each is counted once. */
      outcome:
        | ({
            created?: number;
            /** @description What was decided of each change that was told or judged, and by which rule; at most 20. */
            decisions?: ({
              outcome: string;
              recordId: string;
              resource: string;
              why?: string;
            } & {
              [key: string]: unknown;
            })[];
            deleted?: number;
            ignored?: number;
            items?: number;
            /** @description What the event hook has written, at most 20 lines. */
            log?: string[];
            /** @description With a word of a hook or a rule as its type. */
            other?: number;
            /** @description Left to a poll, which was asked for. */
            polls?: number;
            /** @description Cannot be used. */
            refused?: number;
            /** @description Why, at most 20. */
            remarks?: string[];
            /** @description Of these, told as events; counted by type as well. The others are ignored or left to a poll. */
            told?: number;
            updated?: number;
          } & {
            [key: string]: unknown;
          })
        | null;
      receivedDate: string;
      /** @description Bytes of the body; null: it is no longer kept. */
      size: number | null;
      /**
       * @description waiting: to be worked on; done: `outcome` tells what it became; failed: `error` tells why.
       * @enum {string}
       */
      status: 'waiting' | 'done' | 'failed';
      /** @description It is proved that the provider sent it. A secret address alone proves nothing. */
      verified: boolean;
    };
    WebhookAddress: {
      /** @description By which requests the provider may ask whether the address is yours. */
      handshakes: string[];
      /** @description What proofs are checked with: entries of the configuration, or what the provider hands over. */
      keys: {
        known: boolean;
        name: string;
      }[];
      /** @description Entries of the configuration that are not set, without which the server asks for less, or for nothing. */
      missing: string[];
      /** @description True: the server asks the provider for webhooks; nothing is entered by hand. */
      registersItself: boolean;
      /** @description Where the provider sends what is for all accounts, if it knows one address only: enter this one then. Of a connector that you have built it has a token, too. */
      sharedUrl: string | null;
      /** @description False: webhooks are answered with 410, as events are off or polled alone. */
      taken: boolean;
      /** @description Where the provider sends what is for this instance alone. It is a secret: users who may only read see its token masked, and so does GET of a browser session. */
      url: string;
      /** @description Any of these kinds of proof is accepted. */
      verification: string[];
    };
    WebhookKey: {
      createdDate: string;
      /** @description Under this name the connector verifies with it. */
      name: string;
      /** @description ******** for a browser session. */
      value: string;
    };
    WebhookRegistration: {
      /** @description Tries in a row that failed. */
      attempts: number;
      /** @description When the provider last said that it is still there. */
      checkedDate: string | null;
      /** @description The value that it stands for, where there are several. */
      each: string | null;
      /** @description Why the last one failed. */
      error: {
        code: string;
        message: string;
      } | null;
      /** @description When it ends unless it is renewed. Null: it does not, or the provider did not say. */
      expiresDate: string | null;
      /** @description Of the registrations that the connector declares. */
      name: string;
      /** @description When something is done by itself: another try, a renewal, a check. Null: nothing is. */
      nextStepDate: string | null;
      renewedDate: string | null;
      /** @description What it tells of. Empty: all. */
      resources: string[];
      /**
       * @description wanted: not asked for yet. active: the provider sends. failed: asking failed and is tried again. unwanted: it is being taken back.
       * @enum {string}
       */
      status: 'wanted' | 'active' | 'failed' | 'unwanted';
      subscribedDate: string | null;
    };
    WebhookWithBody: {
      /** @description How often it was worked on in vain. */
      attempts: number;
      /** @description As received, or the part of this instance. Null: it is no longer kept. */
      body: string | null;
      /**
       * @description base64 where the body is no text.
       * @enum {string}
       */
      bodyEncoding: 'text' | 'base64';
      contentType: string | null;
      error: {
        code: string;
        message: string;
      } | null;
      finishedDate: string | null;
      /** @description Names in lower case; without those that are secret. */
      headers: {
        [key: string]: string;
      };
      id: number;
      method: string;
      /** @description While it waits. */
      nextAttemptDate: string | null;
      /** @description What its items became: each is counted once. */
      outcome:
        | ({
            created?: number;
            /** @description What was decided of each change that was told or judged, and by which rule; at most 20. */
            decisions?: ({
              outcome: string;
              recordId: string;
              resource: string;
              why?: string;
            } & {
              [key: string]: unknown;
            })[];
            deleted?: number;
            ignored?: number;
            items?: number;
            /** @description What the event hook has written, at most 20 lines. */
            log?: string[];
            /** @description With a word of a hook or a rule as its type. */
            other?: number;
            /** @description Left to a poll, which was asked for. */
            polls?: number;
            /** @description Cannot be used. */
            refused?: number;
            /** @description Why, at most 20. */
            remarks?: string[];
            /** @description Of these, told as events; counted by type as well. The others are ignored or left to a poll. */
            told?: number;
            updated?: number;
          } & {
            [key: string]: unknown;
          })
        | null;
      /** @description Without secrets. */
      query: {
        [key: string]: string;
      };
      receivedDate: string;
      /** @description Bytes of the body; null: it is no longer kept. */
      size: number | null;
      /**
       * @description waiting: to be worked on; done: `outcome` tells what it became; failed: `error` tells why.
       * @enum {string}
       */
      status: 'waiting' | 'done' | 'failed';
      /** @description It is proved that the provider sent it. A secret address alone proves nothing. */
      verified: boolean;
    };
    Worker: {
      host: string;
      /** @description 2026-01-31T08:00:00.000Z */
      lastSeenDate: string;
      pid: number;
      roles: string[];
      /** @description 2026-01-31T08:00:00.000Z */
      startedDate: string;
      /**
       * @description lost: it has not told of itself for 45 seconds; such a row goes after an hour.
       * @enum {string}
       */
      state: 'alive' | 'stopping' | 'lost';
      /** @description What it does at this moment; a kind of work that it does not do is absent. */
      underWay: {
        /** @description Subscriptions that are sent to. */
        deliveries?: number;
        polls?: number;
        reconciliations?: number;
        /** @description Instances whose webhooks are worked on. */
        webhooks?: number;
      };
    };
    WrittenElementPart: {
      id: number | string;
      /** @description An addition: what of it does not run here, or not as it is written, and why. */
      remarks: components['schemas']['ElementRemark'][];
    } & {
      [key: string]: unknown;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
