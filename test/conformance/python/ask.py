"""Asks a gateway with the official Python clients.

Reads {"url", "key", "questions": [...]} on stdin and writes one answer for each question, in order:
{"reading": {"text", "calls": [{"name", "args"}], "finish"}} or {"error"}.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import anthropic
import openai

job = json.load(sys.stdin)
openai_client = openai.OpenAI(base_url=job["url"] + "/v1", api_key=job["key"], max_retries=0)
anthropic_client = anthropic.Anthropic(base_url=job["url"], api_key=job["key"], max_retries=0)

FINISHES = {"tool_calls": "calls", "tool_use": "calls", "end_turn": "stop"}


def chat(question):
    body = {
        "model": question["model"],
        "messages": [{"role": "user", "content": question["prompt"]}],
        "tools": [
            {"type": "function", "function": {"name": name, "parameters": question["schema"]}}
            for name in question["tools"]
        ],
    }
    if question["stream"]:
        with openai_client.chat.completions.stream(**body) as stream:
            choice = stream.get_final_completion().choices[0]
    else:
        choice = openai_client.chat.completions.create(**body).choices[0]
    calls = [
        {"name": call.function.name, "args": json.loads(call.function.arguments)}
        for call in choice.message.tool_calls or []
    ]
    return choice.message.content or "", calls, choice.finish_reason


def responses(question):
    body = {
        "model": question["model"],
        "input": question["prompt"],
        "tools": [
            {"type": "function", "name": name, "parameters": question["schema"], "strict": True}
            for name in question["tools"]
        ],
    }
    if question["stream"]:
        with openai_client.responses.stream(**body) as stream:
            response = stream.get_final_response()
    else:
        response = openai_client.responses.create(**body)
    calls = [
        {"name": item.name, "args": json.loads(item.arguments)}
        for item in response.output
        if item.type == "function_call"
    ]
    texts = [
        part.text for item in response.output if item.type == "message" for part in item.content if part.type == "output_text"
    ]
    return "\n".join(texts), calls, "tool_calls" if calls else "stop"


def messages(question):
    body = {
        "model": question["model"],
        "max_tokens": 256,
        "messages": [{"role": "user", "content": question["prompt"]}],
        "tools": [{"name": name, "input_schema": question["schema"]} for name in question["tools"]],
    }
    if question["stream"]:
        with anthropic_client.messages.stream(**body) as stream:
            message = stream.get_final_message()
    else:
        message = anthropic_client.messages.create(**body)
    calls = [{"name": block.name, "args": block.input} for block in message.content if block.type == "tool_use"]
    texts = [block.text for block in message.content if block.type == "text"]
    return "\n".join(texts), calls, message.stop_reason


ASK = {"chat": chat, "responses": responses, "messages": messages}


def answer(question):
    try:
        text, calls, finish = ASK[question["format"]](question)
        return {"reading": {"text": text, "calls": calls, "finish": FINISHES.get(finish, finish)}}
    except Exception as error:  # whatever a client does not take is what is asked for here
        return {"error": repr(error)[:500]}


with ThreadPoolExecutor(max_workers=4) as pool:
    json.dump(list(pool.map(answer, job["questions"])), sys.stdout)
