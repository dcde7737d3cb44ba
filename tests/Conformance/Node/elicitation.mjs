// A tool with the contract payload that asks the user first: its event is its arguments, and in the next round the answers too.
const fields = {
  username: { type: 'string', description: "User's response" },
  email: { type: 'string', description: "User's email address" },
};

export const handler = async ({ message, inputResponses }) => inputResponses?.user
  ? { content: [{ type: 'text', text: `User response: ${JSON.stringify(inputResponses.user)}` }] }
  : {
    resultType: 'input_required',
    inputRequests: {
      user: {
        method: 'elicitation/create',
        params: { message, requestedSchema: { type: 'object', properties: fields, required: Object.keys(fields) } },
      },
    },
  };
