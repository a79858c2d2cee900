export const usage = `Manage accounts, API keys, budgets and the storage of media, also while the app is running.

  npm run admin -- user create --email <address> --password <password>
                               [--name <name>] [--role admin|member] [--api-key]
  npm run admin -- user list
  npm run admin -- user password --email <address> --password <password>
  npm run admin -- key create --email <address> --name <name>
  npm run admin -- key list --email <address>
  npm run admin -- key revoke --email <address> --id <id>
  npm run admin -- storage check
  npm run admin -- storage setup [--dry-run]
  npm run admin -- media sweep [--dry-run]
  npm run admin -- budget set --everyone|--each|--person <address> day|month <dollars>
  npm run admin -- budget remove --everyone|--each|--person <address> day|month
  npm run admin -- budget list
  npm run admin -- audit [--limit <number>] [--person <address>] [--action <beginning>]

Answers are one line of JSON. A failure is one sentence on stderr and exit code 1.
With "--password -" the password is read from the standard input and stays out of the shell's history.
"user create" works where sign-up is closed. The first account becomes an admin unless --role says otherwise.
"--api-key" also makes an API key; it is shown this once.
"storage check" writes, reads and deletes a small file. "storage setup" gives an S3 bucket its rules, leaving those of
others: pages of APP_URL may read, media ends after MEDIA_LIFECYCLE_DAYS, videos move to infrequent access after 30
days (Amazon S3 only), uploads that were never finished end after a day. "--dry-run" prints the rules alone.
"media sweep" holds stored files against the database: files that nothing names are removed, media whose bytes are gone
says so in its messages, uploads left unfinished for a day are dropped. "--dry-run" only reports.
"audit" prints what was noted for people to answer for, newest first: files that were held back, and all that models were
asked to make, with its cost. "--action generation" leaves these alone.
"budget set" says what may be spent in a day or month of UTC: by all people together ("--everyone"), by each ("--each"),
or by one, in place of that ("--person"). What would pass a budget is refused before it is begun.`;
