// What an event of Slack says: messages of public channels as they are, users and channels by their ids.

const oneHour = 3600;

/** Polls look at the last hour only: what changes an older message is not worth one. */
const isPolled = (ts) => Number(events.event.event_ts) - Number(ts) < oneHour;

const ofMessage = (ts, said) => ({
  event_object_id: `${events.event.channel}:${ts}`,
  event_object_type: 'messages',
  event_parameters: { channelId: events.event.channel },
  ...said,
});

/** As the history shows it, and with the two fields that the connector adds there. */
function newMessage({ event_ts: _when, channel_type: _kind, ...message }) {
  const message_id = `${message.channel}:${message.ts}`;
  return [ofMessage(message.ts, { event_type: 'CREATED', event_record: { ...message, message_id } })];
}

/** Slack tells previews of links as changes, too; they are left to the polls. */
function changedMessage({ message, previous_message: before = {} }) {
  const editedAt = message.edited && message.edited.ts;
  const isEdit = editedAt !== undefined && editedAt !== (before.edited && before.edited.ts);
  return isEdit && isPolled(message.ts) ? [ofMessage(message.ts, { event_type: 'UPDATED' })] : [];
}

/** A reply is not in the history; its thread counts it. */
const reply = ({ thread_ts }) => (isPolled(thread_ts) ? [ofMessage(thread_ts, { event_type: 'UPDATED' })] : []);

const deletedMessage = ({ deleted_ts }) => [
  ofMessage(deleted_ts, { event_type: 'DELETED', event_date: events.event_time }),
];

function message(event) {
  // Private channels and direct messages are not polled either.
  if (event.channel_type !== undefined && event.channel_type !== 'channel') return [];
  if (event.subtype === 'message_changed') return changedMessage(event);
  if (event.subtype === 'message_deleted') return deletedMessage(event);
  if (event.subtype === 'message_replied') return [];
  const isReply = event.thread_ts !== undefined && event.thread_ts !== event.ts;
  return isReply && event.subtype !== 'thread_broadcast' ? reply(event) : newMessage(event);
}

const ofUser = (type) => (event) => [
  {
    event_object_id: event.user.id,
    event_object_type: 'users',
    event_type: event.user.deleted ? 'DELETED' : type,
    event_date: events.event_time,
    event_record: event.user,
  },
];

/** Some events have the channel, others its id alone. */
const ofChannel = (type) => (event) => [
  {
    event_object_id: event.channel.id || event.channel,
    event_object_type: 'channels',
    event_type: type,
    event_date: events.event_time,
  },
];

const tellers = {
  message,
  team_join: ofUser('CREATED'),
  user_change: ofUser('UPDATED'),
  channel_created: ofChannel('CREATED'),
  channel_rename: ofChannel('UPDATED'),
  channel_archive: ofChannel('UPDATED'),
  channel_unarchive: ofChannel('UPDATED'),
  channel_deleted: ofChannel('DELETED'),
};

const isTold = events.type === 'event_callback' && Object.hasOwn(tellers, events.event.type);
done({ events: isTold ? tellers[events.event.type](events.event) : [] });
