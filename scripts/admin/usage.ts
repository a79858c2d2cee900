export const usage = `Manage accounts and API keys, also while the app is running.

  npm run admin -- user create --email <address> --password <password>
                               [--name <name>] [--role admin|member] [--api-key]
  npm run admin -- user list
  npm run admin -- user password --email <address> --password <password>
  npm run admin -- key create --email <address> --name <name>
  npm run admin -- key list --email <address>
  npm run admin -- key revoke --email <address> --id <id>

Answers are one line of JSON. A failure is one sentence on stderr and exit code 1.
With "--password -" the password is read from the standard input and stays out of the shell's history.
"user create" works where sign-up is closed. The first account becomes an admin unless --role says otherwise.
"--api-key" also makes an API key; it is shown this once.`;
