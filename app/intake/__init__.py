"""Outside files that become drafts: chats, mails and tables; nothing in them is trusted."""
