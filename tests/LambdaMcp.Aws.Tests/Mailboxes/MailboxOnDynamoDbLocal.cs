using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests.Mailboxes;

public sealed class MailboxOnDynamoDbLocal(DynamoDbLocal tables) : MailboxContract(tables);
