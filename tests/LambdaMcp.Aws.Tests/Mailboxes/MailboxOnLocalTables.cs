using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Mailboxes;

public sealed class MailboxOnLocalTables(LocalTables tables) : MailboxContract(tables);
