namespace LambdaMcp.Aws.Tests.Mailboxes;

public sealed class MailboxInMemory() : MailboxContract(null);
